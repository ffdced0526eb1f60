import { type CallContext, context, within } from './context.js';
import { waitFor } from './in-time.js';
import { describeError, log } from './log.js';

/** What is to be done when the use case has succeeded, and in whose name: see `asOverhead`, and what is cached for everybody. */
interface Effect {
  by: CallContext;
  run(): Promise<unknown>;
}

/** What waits for one call, by key: an instance that serves many users keeps nothing of any of them. */
export type Effects = Map<string, Effect>;

/** How long an answer waits for its effects, in ms: long enough for a request to have left, too short to be felt. */
const PATIENCE = 250;

/**
 * Runs `effect` once the use case of the present call has succeeded, before its answer; also when work beside the call or for the
 * instance's upkeep asks for it. It has a quarter of a second, may never finish (the platform freezes an instance that has
 * answered), and its failure changes nothing: whatever has to happen needs a timer behind it.
 * @param key an effect of the same key takes the place of the one before
 */
export function afterCommit(key: string, effect: () => Promise<unknown>): void {
  const by = context();
  by.effects.set(key, { by, run: effect });
}

/** Runs what waits for the present call. Never fails. */
export async function runAfterCommit(): Promise<void> {
  const call = context();
  if (call.effects.size === 0) return;
  const effects = [...call.effects];
  call.effects.clear();
  const runs = effects.map(([key, effect]) => safely(key, () => runFor(call, effect)));
  await waitFor(PATIENCE, Promise.all(runs));
}

/** Runs an effect as whoever asked for it. What work beside the call asked for is overhead, as that work is. */
async function runFor(call: CallContext, { by, run }: Effect): Promise<void> {
  if (by === call) {
    await run();
    return;
  }
  const apart: CallContext = { ...by, roundTrips: 0, overhead: 0 };
  try {
    await within(apart, run);
  } finally {
    call.overhead += apart.roundTrips + apart.overhead;
  }
}

async function safely(key: string, effect: () => Promise<void>): Promise<void> {
  try {
    await effect();
  } catch (error) {
    log('warn', 'after-commit.failed', { effect: key, ...describeError(error) });
  }
}
