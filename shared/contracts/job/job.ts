import * as z from 'zod';
import { Instant } from '../terms.js';

/** The name of a timer function. */
export const JobName = z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)+$/, '应为函数名');

export const JobRun = z.strictObject({
  /** When the timer was due; null for a run that somebody asked for. */
  scheduledFor: Instant.nullable(),
  startedAt: Instant,
  finishedAt: Instant,
  ms: z.int(),
  outcome: z.enum(['done', 'failed']),
  /** What the job says of its work. */
  counts: z.record(z.string(), z.number()),
  error: z.string().nullable(),
  traceId: z.string(),
});
