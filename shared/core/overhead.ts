import { type CallContext, context, within } from './context.js';
import { describeError, log } from './log.js';

/** What goes on beside a call may hold its answer up by this much, ms. */
const PATIENCE_MS = 2_000;

/**
 * Runs `work`, whose cloud calls serve the instance rather than the caller: a refresh of its configuration, a lease of its
 * limiter. They count as the call's overhead, not as its round trips, because an ordinary call does not make them.
 */
export async function asOverhead<T>(work: () => Promise<T>): Promise<T> {
  const call = context();
  const apart: CallContext = { ...call, roundTrips: 0, overhead: 0 };
  try {
    return await within(apart, work);
  } finally {
    call.overhead += apart.roundTrips + apart.overhead;
  }
}

/**
 * Runs `work` beside the call, which answers when both are done: what is left to run after the answer may never run, because
 * an instance is frozen between calls. Its cloud calls are overhead; its failure is logged and nothing else.
 */
export function beside(name: string, work: () => Promise<unknown>): void {
  const running = asOverhead(work).catch((error: unknown) =>
    log('warn', 'beside.failed', { name, ...describeError(error) }),
  );
  context().beside.push(running);
}

/** Waits, not for long, for what runs beside the call. */
export async function settleBeside({ beside }: CallContext): Promise<void> {
  if (beside.length === 0) return;
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS);
  });
  await Promise.race([Promise.allSettled(beside), patience]);
  clearTimeout(timer);
}
