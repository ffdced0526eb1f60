import type { WxScrollView } from './scroll-view.js';

/** Pulling a `scroll-view` down refreshes it, once it has been pulled as far as `refresher-threshold`. */
export function watchPull(view: WxScrollView): void {
  let from: number | undefined;
  let distance = 0;
  const threshold = () => view.number('refresher-threshold', 45);

  view.addEventListener(
    'touchstart',
    (event) => {
      const may = view.flag('refresher-enabled') && view.scrollTop <= 0 && !view.flag('refresher-triggered');
      from = may ? event.touches[0]?.clientY : undefined;
      distance = 0;
    },
    { passive: true },
  );
  view.addEventListener(
    'touchmove',
    (event) => {
      if (from === undefined) return;
      distance = Math.max(0, ((event.touches[0]?.clientY ?? from) - from) / 2);
      if (distance > 0 && event.cancelable) event.preventDefault();
      view.pullTo(distance);
      view.emit('refresherpulling', { dy: distance });
    },
    { passive: false },
  );
  const end = () => {
    if (from === undefined) return;
    from = undefined;
    if (distance >= threshold()) {
      view.pullTo(threshold());
      view.emit('refresherrefresh', { dy: distance });
    } else {
      view.pullTo(0);
      if (distance > 0) view.emit('refresherabort', { dy: distance });
    }
  };
  view.addEventListener('touchend', end);
  view.addEventListener('touchcancel', end);
}
