import * as z from 'zod';
import { contract } from '../contract.js';
import { Fen, Instant, OrderId } from '../terms.js';

export const payPrepay = contract({
  name: 'pay-prepay',
  title: '发起支付',
  access: 'member',
  rateLimit: { burst: 5, perSecond: 1, strict: true },
  input: z.strictObject({ orderId: OrderId }),
  output: z.strictObject({
    /** What `wx.requestPayment` takes. */
    payment: z.strictObject({
      timeStamp: z.string(),
      nonceStr: z.string(),
      package: z.string(),
      signType: z.literal('RSA'),
      paySign: z.string(),
    }),
    payable: Fen,
    expiresAt: Instant,
  }),
  errors: ['ORDER_NOT_FOUND', 'ORDER_NOT_PAYABLE', 'PAYMENT_UNAVAILABLE'],
  uses: ['wechat-pay'],
  budget: { roundTrips: 3, bundleKb: 2000 },
});
