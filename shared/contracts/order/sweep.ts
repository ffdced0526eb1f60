import * as z from 'zod';
import { contract } from '../contract.js';

export const orderSweep = contract({
  name: 'order-sweep',
  title: '关闭超时订单',
  access: 'timer',
  input: z.object({}),
  output: z.strictObject({
    /** Orders that had their turn. */
    looked: z.int(),
    /** Orders whose turn went as it should. */
    done: z.int(),
    /** Orders whose turn did not; each gets another one later. */
    failed: z.int(),
  }),
  uses: ['wechat-pay'],
  budget: { roundTrips: 2000, bundleKb: 2000 },
  timeoutSeconds: 60,
  timer: { name: 'every-minute', cron: '0 * * * * * *' },
});
