import * as z from 'zod';
import { contract } from '../contract.js';
import { Instant } from '../terms.js';
import { JobName, JobRun } from './job.js';

export const jobList = contract({
  name: 'job-list',
  title: '定时任务',
  access: 'job.read',
  input: z.strictObject({}),
  output: z.strictObject({
    items: z.array(
      z.strictObject({
        name: JobName,
        title: z.string(),
        cron: z.string(),
        /** `late`: its timer should have fired and has left no run; `unknown`: it has never run. */
        state: z.enum(['well', 'failing', 'late', 'unknown']),
        lastRun: JobRun.nullable(),
        lastFailure: JobRun.nullable(),
        /** By when a run that has not come is late. */
        lateAt: Instant.nullable(),
      }),
    ),
    nextCursor: z.null(),
  }),
  budget: { roundTrips: 3 },
});
