import type { Output } from '../../../../shared/contracts/contract.js';
import type { orderGet } from '../../../../shared/contracts/order/get.js';
import type { orderList } from '../../../../shared/contracts/order/list.js';
import { yuan } from '../../../format/money';
import { beijingTime } from '../../../format/time';

export type OrderDetail = Output<typeof orderGet>;
export type OrderSummary = Output<typeof orderList>['items'][number];
export type OrderStatus = OrderSummary['status'];

/** What an order's status is called. */
export const statusName: Record<OrderStatus, string> = {
  'awaiting-payment': '待付款',
  paid: '已付款',
  refunding: '退款中',
  refunded: '已退款',
  closed: '已关闭',
};

/** The one sentence below the status; for an unpaid order the page counts down instead. */
export function statusSentence(order: OrderDetail): string {
  switch (order.status) {
    case 'awaiting-payment':
      return '请在时限内完成支付，逾期将自动关闭';
    case 'paid':
      return '感谢您的选购，我们会尽快为您备货';
    case 'closed':
      return order.closeReason ? `订单已关闭：${order.closeReason}` : '订单已关闭，未产生费用';
    case 'refunding':
      return `${yuan(order.refund)} 正在原路退回，预计 1 至 3 个工作日到账`;
    case 'refunded':
      return `${yuan(order.refund)} 已原路退回，请留意到账通知`;
  }
}

/** What else is known of an order, in the order of time. */
export function orderFacts(order: OrderDetail): { name: string; value: string }[] {
  const facts = [{ name: '下单时间', value: beijingTime(order.createdAt) }];
  const add = (name: string, value: string | null) => {
    if (value) facts.push({ name, value });
  };
  add('支付时间', order.paidAt && beijingTime(order.paidAt));
  add('关闭时间', order.closedAt && beijingTime(order.closedAt));
  add('退款时间', order.refundedAt && beijingTime(order.refundedAt));
  add('退款金额', order.refund > 0 ? yuan(order.refund) : null);
  add('备注', order.remark);
  return facts;
}
