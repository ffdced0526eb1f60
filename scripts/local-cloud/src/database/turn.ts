/** A computation holds its thread for longer than it was given. */
export class TurnOver extends Error {}

/** Between two looks at the clock, which cost more than most steps. */
const STEPS_BETWEEN_LOOKS = 256;

let ends = Number.POSITIVE_INFINITY;
let steps = 0;

/**
 * Runs a synchronous computation that gives up when it holds the thread for longer than `ms`, so that the other requests
 * are served.
 * @throws TurnOver from the `step` at which the time was over
 */
export function turn<T>(ms: number, run: () => T): T {
  const outer = ends;
  ends = Math.min(outer, performance.now() + ms);
  try {
    return run();
  } finally {
    ends = outer;
  }
}

/** Called for every document and every element that a computation looks at. @throws TurnOver */
export function step(): void {
  if (++steps % STEPS_BETWEEN_LOOKS === 0 && performance.now() > ends) throw new TurnOver('the turn is over');
}
