import * as z from 'zod';
import { contract } from '../contract.js';

export const requestSweep = contract({
  name: 'request-sweep',
  title: '清理过期的请求、限流与缓存记录',
  access: 'timer',
  input: z.object({}),
  output: z.strictObject({
    /** Answers that were kept for repeated calls. */
    answers: z.int(),
    /** Requests of more than a day ago of which nobody knows what came of them; they are kept. */
    unresolved: z.int(),
    /** Buckets of callers who have been quiet. */
    buckets: z.int(),
    /** What was cached and is too old. */
    entries: z.int(),
  }),
  // Four sweeps, and the record of the run as it begins and ends.
  budget: { roundTrips: 6 },
  timeoutSeconds: 60,
  timer: { name: 'hourly', cron: '0 17 * * * * *' },
});
