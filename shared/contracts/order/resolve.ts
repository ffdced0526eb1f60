import * as z from 'zod';
import { contract } from '../contract.js';
import { AnomalyId, AnomalyView, Resolution } from './for-shop.js';

export const orderResolve = contract({
  name: 'order-resolve',
  title: '处理资金异常',
  access: 'order.refund',
  audited: ({ anomalyId }) => anomalyId,
  input: z.strictObject({
    anomalyId: AnomalyId,
    /**
     * `paid-back` is said before the money is sent by hand: from then on the platform is not asked for it again. It is the
     * only one for a refund that cannot reach its payer.
     */
    resolution: Resolution.exclude(['arrived']),
  }),
  output: AnomalyView,
  errors: ['ANOMALY_NOT_FOUND', 'ANOMALY_RESOLVED', 'REFUND_UNDER_WAY', 'PAYMENT_UNAVAILABLE'],
  uses: ['wechat-pay'],
  budget: { roundTrips: 13, perLine: 1, bundleKb: 2000 },
});
