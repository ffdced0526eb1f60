/**
 * Replaces what means something else in a browser tab than on the phone: `rpx` is 1/750 of the screen's width, `vh` of
 * the page between the bars, and the safe areas are those of the simulated phone.
 */
export function convertUnits(value: string): string {
  return value
    .replace(/(-?\d*\.?\d+)rpx\b/g, 'calc(var(--mp-rpx) * $1)')
    .replace(/(-?\d*\.?\d+)vh\b/g, 'calc(var(--mp-vh) * $1)')
    .replace(/(?:env|constant)\(\s*safe-area-inset-(top|right|bottom|left)\s*(?:,[^)]*)?\)/g, 'var(--mp-safe-$1)');
}
