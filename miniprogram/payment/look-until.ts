/** Waits between looks at an order whose cashier said yes, in ms: 20 seconds in all. */
export const settleDelaysMs = [0, 800, 1200, 2000, 3000, 4000, 4000, 5000];

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/**
 * Looks again and again until `done`, a bounded number of times. A look that fails counts as one that saw nothing.
 *
 * @returns what was seen last, or undefined when no look succeeded
 */
export async function lookUntil<T>(
  look: () => Promise<T>,
  done: (seen: T) => boolean,
  delaysMs: readonly number[],
  wait: (ms: number) => Promise<void> = sleep,
): Promise<T | undefined> {
  let seen: T | undefined;
  for (const delay of delaysMs) {
    await wait(delay);
    try {
      seen = await look();
      if (done(seen)) return seen;
    } catch (error) {
      console.warn('will look again', error);
    }
  }
  return seen;
}
