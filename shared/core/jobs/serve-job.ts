import type { Contract, Output } from '../../contracts/contract.js';
import type { Instant } from '../../contracts/terms.js';
import { context } from '../context.js';
import { deadlineOf } from '../deadline.js';
import { Failure } from '../failure.js';
import { describeError, log } from '../log.js';
import { type Main, serve } from '../serve.js';
import { after, now, parseInstant, SECOND } from '../time.js';
import { extendLease, type JobRun, noteRuns, takeLease } from './job-runs.js';
import { QuietRuns } from './quiet-runs.js';

/** What a job gets to know of its run. */
export interface Run {
  /** Whether there is time for a piece of work more: false before the platform ends the function, and when the lease is lost. */
  inTime(): boolean;
}

interface JobOptions<C extends Contract> {
  /** No two runs at the same time, and none for a firing that has had its run. Costs one round trip more. */
  alone?: boolean;
  /** Asked by the timer before a lease is taken: what the run comes to when there is nothing to do, else undefined. */
  idle?(): Promise<Output<C> | undefined>;
  /** The longest that one piece of work takes, in ms; `inTime` says no when less is left. */
  reserve?: number;
}

/** What this instance has yet to note of its runs. */
const quiet = new QuietRuns();

/** A run that is alive says so three times in this time; when it does not, the next run takes its place. */
const LEASE = 60 * SECOND;

/**
 * The entry point of a timer function. Its work has to be safe to run twice: the platform fires a timer twice now and then.
 * Each run leaves a record, in one write, or in one with others while there is nothing to do; the numbers in its output are its
 * counts. What it throws is recorded, and answered as any failure.
 */
export function serveJob<C extends Contract>(
  contract: C,
  work: (run: Run) => Promise<Output<C>>,
  { alone = false, idle, reserve = 10 * SECOND }: JobOptions<C> = {},
): Main<C> {
  return (event, platform) => {
    const inTime = deadlineOf(contract, reserve);
    const run = async () => {
      const scheduledFor = context().door === 'timer' ? dueTime(event) : null;
      if (!alone) return recorded(contract, scheduledFor, false, () => work({ inTime }));
      // What cannot tell has a run, and that run its record.
      const nothing = scheduledFor === null ? undefined : await idle?.().catch(() => undefined);
      if (nothing !== undefined) return recorded(contract, scheduledFor, false, async () => nothing);
      return aloneWith(contract, scheduledFor, (held) =>
        recorded(contract, scheduledFor, true, () => work({ inTime: () => inTime() && held() })),
      );
    };
    return serve(contract, run)(event, platform);
  };
}

/** When the firing was due, as the platform's event says. */
function dueTime(event: unknown): Instant | null {
  const { Time } = (event ?? {}) as { Time?: unknown };
  try {
    return typeof Time === 'string' ? parseInstant(Time) : null;
  } catch {
    return null;
  }
}

async function recorded<T>(contract: Contract, scheduledFor: Instant | null, release: boolean, work: () => Promise<T>) {
  const startedAt = now();
  const from = performance.now();
  const note = async (outcome: JobRun['outcome'], counts: JobRun['counts'], error: string | null) => {
    const { traceId } = context();
    const ms = Math.round(performance.now() - from);
    const run: JobRun = { scheduledFor, startedAt, finishedAt: now(), ms, outcome, counts, error, traceId };
    const due = release ? [run] : quiet.due(contract.name, run);
    await noteRuns(contract.name, due, release).catch((problem) => {
      log('error', 'job.unrecorded', describeError(problem));
    });
  };
  try {
    const output = await work();
    await note('done', countsOf(output), null);
    return output;
  } catch (error) {
    await note('failed', {}, String(error).slice(0, 500));
    throw error;
  }
}

function countsOf(output: unknown): Record<string, number> {
  const entries = Object.entries((output ?? {}) as object);
  return Object.fromEntries(entries.filter((entry): entry is [string, number] => typeof entry[1] === 'number'));
}

async function aloneWith<T>(
  contract: Contract,
  scheduledFor: Instant | null,
  work: (held: () => boolean) => Promise<T>,
) {
  let until = after(now(), LEASE);
  if (!(await takeLease(contract.name, scheduledFor, now(), until))) throw new Failure('JOB_RUNS_ALREADY');

  let held = true;
  const beat = setInterval(async () => {
    const next = after(now(), LEASE);
    // A beat that got no answer may have been heard or not; the next one tells.
    const kept = await extendLease(contract.name, until, next).catch(() => undefined);
    if (kept) until = next;
    else if (kept === false) held = false;
  }, LEASE / 3);
  try {
    return await work(() => held);
  } finally {
    clearInterval(beat);
  }
}
