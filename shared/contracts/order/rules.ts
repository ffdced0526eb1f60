import * as z from 'zod';
import { flag, rule } from '../setting.js';

/** How long the goods wait for the money (FEATURES R3). */
export const orderPayWindow = rule('order.payWindow', {
  title: '下单后多久未付款自动关闭',
  unit: '分钟',
  schema: z.int().min(5).max(1440),
  default: 30,
});

/** What waits for money holds stock: without a limit one member could hold all of it. */
export const orderMostUnpaid = rule('order.mostUnpaid', {
  title: '每位会员同时待付款的订单上限',
  unit: '笔',
  schema: z.int().min(1).max(100),
  default: 5,
});

export const orderFreight = rule('order.freight', {
  title: '运费',
  unit: '分',
  schema: z.int().min(0).max(1_000_000),
  default: 1_500,
});

export const orderFreeFreightFrom = rule('order.freeFreightFrom', {
  title: '商品金额满多少免运费',
  unit: '分',
  schema: z.int().min(0).max(1_000_000_000),
  default: 50_000,
});

/** The shop takes orders. Turned off, everything else still works: what has been ordered can be paid, cancelled, refunded. */
export const orderTaking = flag('order.taking', { title: '接受新订单', default: true });

export const orderSettings = [
  orderPayWindow,
  orderMostUnpaid,
  orderFreight,
  orderFreeFreightFrom,
  orderTaking,
] as const;
