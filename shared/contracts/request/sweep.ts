import * as z from 'zod';
import { contract } from '../contract.js';

export const requestSweep = contract({
  name: 'request-sweep',
  title: '清理过期的请求与限流记录',
  access: 'timer',
  input: z.object({}),
  output: z.strictObject({
    /** Answers that were kept for repeated calls. */
    answers: z.int(),
    /** Buckets of callers who have been quiet. */
    buckets: z.int(),
  }),
  budget: { roundTrips: 2 },
  timeoutSeconds: 60,
  timer: { name: 'hourly', cron: '0 17 * * * * *' },
});
