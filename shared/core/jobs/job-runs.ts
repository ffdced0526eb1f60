import type { Instant } from '../../contracts/terms.js';
import { collection, command } from '../store/collection.js';
import { declareCollection, transient } from '../store/declare.js';

/** One run of a job. */
export interface JobRun {
  /** When the timer was due; null for a run that somebody asked for. */
  scheduledFor: Instant | null;
  startedAt: Instant;
  finishedAt: Instant;
  ms: number;
  outcome: 'done' | 'failed';
  /** What the job says of its work. */
  counts: Record<string, number>;
  error: string | null;
  traceId: string;
}

/** A job with its last runs in one document, so that a run costs one write and nothing has to be cleared away. */
export interface JobRecord {
  _id: string;
  /** The last runs, the newest last. */
  runs: JobRun[];
  /** The last runs that failed: they outlive what a job of every minute does in an hour. */
  failures: JobRun[];
  lastStartedAt: Instant | null;
  lastScheduledFor: Instant | null;
  /** Until when a run that suffers no other beside it is taken to be alive. */
  leasedUntil: Instant | null;
}

const RUNS_KEPT = 50;
const FAILURES_KEPT = 20;

export const jobRunCollection = transient(declareCollection('jobRuns', [], 'none'));
export const jobRecords = collection<JobRecord>(jobRunCollection.name);

/** Notes runs that are over, in order. One round trip. */
export async function noteRuns(job: string, runs: readonly JobRun[], release: boolean): Promise<void> {
  const last = runs.at(-1);
  if (!last) return;
  const _ = command();
  const failures = runs.filter(({ outcome }) => outcome === 'failed');
  const { startedAt, scheduledFor } = last;
  const noted = await jobRecords.change(
    job,
    {},
    {
      runs: _.push({ each: [...runs], slice: -RUNS_KEPT }),
      lastStartedAt: startedAt,
      ...(failures.length > 0 && { failures: _.push({ each: failures, slice: -FAILURES_KEPT }) }),
      ...(scheduledFor !== null && { lastScheduledFor: scheduledFor }),
      ...(release && { leasedUntil: null }),
    },
  );
  if (noted) return;
  await jobRecords.insert({
    _id: job,
    runs: [...runs],
    failures,
    lastStartedAt: startedAt,
    lastScheduledFor: scheduledFor,
    leasedUntil: null,
  });
}

/**
 * Takes the lease of a job for one run, unless another run has it or has had this very firing. One round trip, two the first
 * time.
 */
export async function takeLease(
  job: string,
  scheduledFor: Instant | null,
  at: Instant,
  until: Instant,
): Promise<boolean> {
  const _ = command();
  const free = {
    leasedUntil: _.or(_.eq(null), _.lte(at)),
    ...(scheduledFor && { lastScheduledFor: _.neq(scheduledFor) }),
  };
  const taken = { leasedUntil: until, ...(scheduledFor && { lastScheduledFor: scheduledFor }) };
  if (await jobRecords.change(job, free, taken)) return true;
  return jobRecords.insert({
    _id: job,
    runs: [],
    failures: [],
    lastStartedAt: null,
    lastScheduledFor: scheduledFor,
    leasedUntil: until,
  });
}

/** Keeps the lease that lasts until `held`. @returns whether it was still there */
export function extendLease(job: string, held: Instant, until: Instant): Promise<boolean> {
  return jobRecords.change(job, { leasedUntil: held }, { leasedUntil: until });
}
