import * as z from 'zod';
import { contract } from '../contract.js';
import { page, pageOf } from '../terms.js';
import { AnomalyView } from './for-shop.js';

export const orderAnomalies = contract({
  name: 'order-anomalies',
  title: '查看待处理的资金异常',
  access: 'order.read',
  input: z.strictObject({
    /** Those that somebody has dealt with, instead of those that wait. */
    resolved: z.boolean().default(false),
    ...page,
  }),
  output: pageOf(AnomalyView),
  budget: { roundTrips: 3 },
});
