import * as z from 'zod';
import { contract } from '../contract.js';

export const metricRollup = contract({
  name: 'metric-rollup',
  title: '汇总运行指标',
  access: 'timer',
  input: z.object({}),
  output: z.strictObject({
    /** Writes of instances that were taken in. */
    batches: z.int(),
    /** Minutes and hours that were made anew. */
    minutes: z.int(),
    hours: z.int(),
    /** Documents whose time was over. */
    removed: z.int(),
  }),
  budget: { roundTrips: 600 },
  timeoutSeconds: 60,
  // Late in the minute: what instances write in it is taken in at once.
  timer: { name: 'every-minute', cron: '55 * * * * * *' },
});
