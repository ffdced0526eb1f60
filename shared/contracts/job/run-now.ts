import * as z from 'zod';
import { contract } from '../contract.js';
import { JobName } from './job.js';

export const jobRunNow = contract({
  name: 'job-run-now',
  title: '立即运行定时任务',
  access: 'job.run',
  audited: ({ job }) => job,
  input: z.strictObject({ job: JobName }),
  output: z.strictObject({
    /** `started`: it still runs; its record will be in `job-runs`. */
    state: z.enum(['done', 'failed', 'started']),
    counts: z.record(z.string(), z.number()),
    error: z.string().nullable(),
  }),
  errors: ['JOB_NOT_FOUND'],
  budget: { roundTrips: 11 },
  timeoutSeconds: 20,
});
