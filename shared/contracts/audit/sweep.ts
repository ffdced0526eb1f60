import * as z from 'zod';
import { contract } from '../contract.js';

export const auditSweep = contract({
  name: 'audit-sweep',
  title: '补全审计记录',
  access: 'timer',
  input: z.object({}),
  output: z.strictObject({
    /** Records brought into the chain, and those among them of calls that died before they could say how they ended. */
    appended: z.int(),
    unknown: z.int(),
    /** Intents that are in the chain and were cleared away. */
    cleared: z.int(),
    failed: z.int(),
  }),
  budget: { roundTrips: 2000 },
  timeoutSeconds: 60,
  timer: { name: 'every-five-minutes', cron: '35 */5 * * * * *' },
});
