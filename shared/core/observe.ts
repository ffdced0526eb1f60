import { errorTable } from '../contracts/errors.js';
import { runAfterCommit } from './after-commit.js';
import { context } from './context.js';
import type { Failure } from './failure.js';
import { describeError, type LogFacts, log } from './log.js';
import { flushMetrics } from './metrics/flush.js';
import { recorder } from './metrics/instance.js';
import { settleBeside } from './overhead.js';
import { writeSpans } from './spans.js';
import { now } from './time.js';
import { bundleVersion } from './version.js';

let warm = false;

/**
 * Ends the observation of the present call: counts it, writes what is due, and prints the one line that every call leaves.
 * Never fails, and costs a round trip once in a minute at most.
 */
export async function concludeCall(failure?: Failure, facts: LogFacts = {}): Promise<void> {
  const call = context();
  await settleBeside(call);
  // What ran beside the call may have written something that others wait to hear of.
  if (!failure) await runAfterCommit();
  const ms = performance.now() - call.startedAt;
  const cold = !warm;
  warm = true;
  const code = failure?.code ?? 'OK';
  const { roundTrips, overhead } = call;
  const failed = failure !== undefined && errorTable[failure.code].status >= 500;
  const byTimer = call.door === 'timer';
  recorder.call({ action: call.action, code, failed, cold, byTimer, ms, roundTrips, overhead }, now());
  await flushMetrics();

  log(failure ? errorTable[failure.code].level : 'info', 'call', {
    door: call.door,
    actor: call.actor.kind,
    ...(call.actor.kind === 'member' && { userId: call.actor.userId }),
    ...(call.actor.kind === 'operator' && { operatorId: call.actor.operatorId, tokenId: call.actor.tokenId }),
    caller: call.caller,
    eventId: call.eventId,
    ms: Math.round(ms),
    cold: cold || undefined,
    roundTrips,
    overhead: call.overhead,
    spans: writeSpans(call.spans) || undefined,
    ...facts,
    code,
    bundle: bundleVersion,
    version: call.version,
    ...(failure?.cause !== undefined && describeError(failure.cause)),
  });
}
