import * as z from 'zod';
import { contract } from '../contract.js';
import { Fen, Instant, OrderId } from '../terms.js';

export const payPrepayH5 = contract({
  name: 'pay-prepay-h5',
  title: '在网页中发起支付',
  access: 'member',
  rateLimit: { burst: 5, perSecond: 1, strict: true },
  input: z.strictObject({ orderId: OrderId }),
  output: z.strictObject({
    /** The cashier's page; with `redirect_url` it leads back afterwards. Good for five minutes. */
    h5Url: z.url({ protocol: /^https?$/ }),
    payable: Fen,
    expiresAt: Instant,
  }),
  errors: ['ORDER_NOT_FOUND', 'ORDER_NOT_PAYABLE', 'PAYMENT_UNAVAILABLE'],
  uses: ['wechat-pay'],
  budget: { roundTrips: 3, bundleKb: 2000 },
});
