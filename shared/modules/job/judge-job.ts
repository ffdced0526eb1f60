import type { Instant } from '../../contracts/terms.js';
import type { DeclaredJob } from '../../core/events/routes.js';
import type { JobRecord } from '../../core/jobs/job-runs.js';
import { after, MINUTE } from '../../core/time.js';

export interface Judgement {
  state: 'well' | 'failing' | 'late' | 'unknown';
  /** By when a run that has not come is late; null when there is none to count from. */
  lateAt: Instant | null;
}

/** A run may take this long to be noted after its timer was due. */
const SLACK = 5 * MINUTE;

/**
 * How a job does. It is late when the longest time between two firings of its timer has passed since its last run: a timer that
 * is gone, a function that dies at every run.
 */
export function judge(job: DeclaredJob, record: JobRecord | undefined, at: Instant): Judgement {
  const last = record?.runs.at(-1);
  if (!last) return { state: 'unknown', lateAt: null };
  const lateAt = after(last.startedAt, job.longestGapMs + SLACK);
  if (lateAt <= at) return { state: 'late', lateAt };
  return { state: last.outcome === 'failed' ? 'failing' : 'well', lateAt };
}
