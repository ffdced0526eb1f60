/** How far a finger goes sideways before it turns a page, px, and how much more than up or down. */
const FAR = 56;
const FLAT = 2;

interface Point {
  clientX: number;
  clientY: number;
}

/** What a finger did between touching and leaving: -1 goes back, to the right; 1 goes on, to the left; 0 is no swipe. */
export function swipeOf(from: Point, to: Point): -1 | 0 | 1 {
  const across = to.clientX - from.clientX;
  const along = to.clientY - from.clientY;
  if (Math.abs(across) < FAR || Math.abs(across) < FLAT * Math.abs(along)) return 0;
  return across > 0 ? -1 : 1;
}
