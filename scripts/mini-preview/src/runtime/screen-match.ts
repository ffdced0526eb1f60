/** What a page wants of the screen; what is undefined may be anything. Lengths are px. */
export interface ScreenWish {
  minWidth?: number;
  maxWidth?: number;
  width?: number;
  minHeight?: number;
  maxHeight?: number;
  height?: number;
  orientation?: string;
}

/** Whether a screen is as a media query, or a `<match-media>`, wants it. */
export function matchesScreen(wish: ScreenWish, width: number, height: number): boolean {
  const within = (value: number, min = 0, max = Number.POSITIVE_INFINITY, exact = value) =>
    value >= min && value <= max && value === exact;
  const orientation = width > height ? 'landscape' : 'portrait';
  return (
    within(width, wish.minWidth, wish.maxWidth, wish.width) &&
    within(height, wish.minHeight, wish.maxHeight, wish.height) &&
    (wish.orientation ?? orientation) === orientation
  );
}
