import * as z from 'zod';
import { contract } from '../contract.js';

export const requestSweep = contract({
  name: 'request-sweep',
  title: '清理过期的请求记录',
  access: 'timer',
  input: z.object({}),
  output: z.strictObject({ removed: z.int() }),
  budget: { roundTrips: 2 },
  timeoutSeconds: 60,
  timer: { name: 'hourly', cron: '0 17 * * * * *' },
});
