import * as z from 'zod';
import { contract } from '../contract.js';

export const readingSweep = contract({
  name: 'reading-sweep',
  title: '接续中断的解读，退还次数',
  access: 'timer',
  input: z.object({}),
  output: z.strictObject({
    /** Readings that were given to a new writer. */
    resumed: z.int(),
    /** Readings whose place was given back. */
    refunded: z.int(),
  }),
  budget: { roundTrips: 500 },
  timeoutSeconds: 60,
  timer: { name: 'every-two-minutes', cron: '20 */2 * * * * *' },
});
