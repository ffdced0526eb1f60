import * as z from 'zod';
import { contract } from '../contract.js';

export const accountSweep = contract({
  name: 'account-sweep',
  title: '注销到期账号，清理过期会话与验证码',
  access: 'timer',
  input: z.object({}),
  output: z.strictObject({
    /** Accounts whose deletion came to its end. */
    deleted: z.int(),
    /** Accounts that still have something unfinished; they are looked at again. */
    held: z.int(),
    sessions: z.int(),
    codes: z.int(),
    nonces: z.int(),
  }),
  // With the record of the run as it begins and ends.
  budget: { roundTrips: 6 },
  timeoutSeconds: 60,
  timer: { name: 'hourly', cron: '0 23 * * * * *' },
});
