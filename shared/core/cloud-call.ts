import { context } from './context.js';
import { recorder } from './metrics/instance.js';
import { now } from './time.js';

/** The kinds of cloud calls, as metrics name them: each is one round trip. */
export type CloudCallKind =
  | 'database-find'
  | 'database-insert'
  | 'database-change'
  | 'database-remove'
  | 'database-count'
  | 'function-call'
  | 'storage-call'
  | 'wechat-call';

/**
 * Makes one cloud call: counts it among the call's round trips, and keeps how long it took and whether it failed. What merely
 * answers "no" (an id that is taken, say) is told from a failure inside of `work`.
 * @param target a collection or a function, for the eyes of who reads the trace
 */
export async function cloudCall<T>(kind: CloudCallKind, target: string, work: () => Promise<T>): Promise<T> {
  const call = context();
  call.roundTrips += 1;
  const begun = performance.now();
  let failed = true;
  try {
    const answer = await work();
    failed = false;
    return answer;
  } finally {
    const ms = performance.now() - begun;
    recorder.cloudCall(kind, ms, failed, now());
    call.spans.push({ name: `${kind} ${target}`, from: begun - call.startedAt, ms, failed });
  }
}
