import * as z from 'zod';
import { contract } from '../contract.js';
import { JobName, JobRun } from './job.js';

export const jobRuns = contract({
  name: 'job-runs',
  title: '定时任务的运行记录',
  access: 'job.read',
  input: z.strictObject({ job: JobName, outcome: z.enum(['done', 'failed']).optional() }),
  /** The newest first: the last 50 runs, or the last 20 that failed. */
  output: z.strictObject({ items: z.array(JobRun), nextCursor: z.null() }),
  errors: ['JOB_NOT_FOUND'],
  budget: { roundTrips: 3 },
});
