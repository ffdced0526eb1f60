import * as z from 'zod';
import { contract } from '../contract.js';

export const costWatch = contract({
  name: 'cost-watch',
  title: '估算昨日费用',
  access: 'timer',
  input: z.object({}),
  /** `days` is 0 where nothing is known of yesterday. */
  output: z.strictObject({ days: z.int(), yuan: z.number(), over: z.number() }),
  budget: { roundTrips: 5 },
  /** What instances write late is in the metrics by then. */
  timer: { name: 'daily', cron: '40 40 6 * * * *' },
});
