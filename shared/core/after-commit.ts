import { type CallContext, context } from './context.js';
import { waitFor } from './in-time.js';
import { describeError, log } from './log.js';

type Effect = () => Promise<unknown>;

/** How long an answer waits for its effects, in ms: long enough for a request to have left, too short to be felt. */
const PATIENCE = 250;

/** By call, so that an instance that serves many users keeps nothing of any of them. */
const waiting = new WeakMap<CallContext, Map<string, Effect>>();

/**
 * Runs `effect` once the use case of the present call has succeeded, before its answer. It has a quarter of a second, may never
 * finish (the platform freezes an instance that has answered), and its failure changes nothing: whatever has to happen needs a
 * timer behind it.
 * @param key an effect of the same key takes the place of the one before
 */
export function afterCommit(key: string, effect: Effect): void {
  const call = context();
  const effects = waiting.get(call) ?? new Map<string, Effect>();
  waiting.set(call, effects.set(key, effect));
}

/** Runs what waits for the present call. Never fails. */
export async function runAfterCommit(): Promise<void> {
  const effects = waiting.get(context());
  if (!effects) return;
  waiting.delete(context());
  const runs = [...effects].map(([key, effect]) => safely(key, effect));
  await waitFor(PATIENCE, Promise.all(runs));
}

async function safely(key: string, effect: Effect): Promise<void> {
  try {
    await effect();
  } catch (error) {
    log('warn', 'after-commit.failed', { effect: key, ...describeError(error) });
  }
}
