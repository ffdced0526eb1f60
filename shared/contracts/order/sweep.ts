import * as z from 'zod';
import { contract } from '../contract.js';

export const orderSweep = contract({
  name: 'order-sweep',
  title: '关闭超时订单',
  access: 'timer',
  input: z.object({}),
  output: z.strictObject({
    /** Orders looked at, and how many of those now need no further look. */
    looked: z.int(),
    settled: z.int(),
    /** Orders whose turn failed; each is tried again later. */
    failed: z.int(),
  }),
  uses: ['wechat-pay'],
  budget: { roundTrips: 2000, bundleKb: 2000 },
  timeoutSeconds: 60,
  timer: { name: 'every-minute', cron: '0 * * * * * *' },
});
