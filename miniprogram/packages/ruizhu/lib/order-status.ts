import type { Output } from '../../../../shared/contracts/contract.js';
import type { orderGet } from '../../../../shared/contracts/order/get.js';
import type { orderList } from '../../../../shared/contracts/order/list.js';
import { yuan } from '../../../format/money';

export type OrderDetail = Output<typeof orderGet>;
export type OrderSummary = Output<typeof orderList>['items'][number];
export type OrderStatus = OrderSummary['status'];

/** What an order's status is called. */
export const statusName: Record<OrderStatus, string> = {
  'awaiting-payment': '待付款',
  paid: '已付款',
  closed: '已关闭',
  refunding: '退款中',
  refunded: '已退款',
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
