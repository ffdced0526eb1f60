/**
 * Follows two fingers on an element.
 * @param tell hears how many times as far apart they are as when they were put down, and when one is lifted
 */
export function pinch(element: HTMLElement, tell: (factor: number, isDone: boolean) => void): void {
  let apart = 0;
  let factor = 1;
  element.addEventListener(
    'touchstart',
    ({ touches }) => {
      if (touches.length === 2) apart = distance(touches);
    },
    { passive: true },
  );
  element.addEventListener(
    'touchmove',
    (event) => {
      if (apart === 0 || event.touches.length !== 2) return;
      if (event.cancelable) event.preventDefault();
      factor = distance(event.touches) / apart;
      tell(factor, false);
    },
    { passive: false },
  );
  for (const type of ['touchend', 'touchcancel'] as const) {
    element.addEventListener(type, () => {
      if (apart === 0) return;
      apart = 0;
      tell(factor, true);
    });
  }
}

function distance(touches: TouchList): number {
  const [a, b] = [touches[0]!, touches[1]!];
  return Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY) || 1;
}
