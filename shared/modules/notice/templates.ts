import type { Parsed } from '../../contracts/contract.js';
import type { Delivered } from '../../contracts/event.js';
import type { NoticeKind, PushChannel } from '../../contracts/notice/notice.js';
import type { noticeTell } from '../../contracts/notice/tell.js';
import type { Fields } from './fields.js';
import { yuan } from './fields.js';

type Told = Parsed<typeof noticeTell>;
type DataOf<K extends NoticeKind> = Extract<Told, { type: K }> extends Delivered<K, infer D> ? D : never;

/** What users are told of one kind of event, on every channel. */
interface Template<D> {
  title: string;
  /** Told at night as well. */
  urgent: boolean;
  /** Channels that are on unless the user says otherwise. */
  on: readonly PushChannel[];
  text(data: D): string;
  page(data: D): string;
  /** What subscribe messages and short messages are filled with; short messages take them in this order. */
  fields(data: D): Fields;
}

const orderPage = ({ orderId }: { orderId: string }) => `pages/order/order?orderId=${orderId}`;

export const templates: { [K in NoticeKind]: Template<DataOf<K>> } = {
  'order.paid': {
    title: '支付成功',
    urgent: true,
    on: ['wechat'],
    text: ({ title, payable }) => `「${title}」已支付 ${yuan(payable)} 元，我们会尽快为您安排。`,
    page: orderPage,
    fields: ({ title, payable, paidAt }) => ({ goods: title, amount: { fen: payable }, time: { at: paidAt } }),
  },
  'order.cancelled': {
    title: '订单已取消',
    urgent: false,
    on: ['wechat'],
    text: ({ title, wasPaid }) => `「${title}」已取消${wasPaid ? '，款项将原路退回' : ''}。`,
    page: orderPage,
    fields: ({ title, wasPaid }) => ({ goods: title, reason: wasPaid ? '订单已取消，原路退款' : '订单已取消' }),
  },
  'order.closed': {
    title: '订单已关闭',
    urgent: false,
    on: [],
    text: ({ title }) => `「${title}」超时未支付，已自动关闭。`,
    page: orderPage,
    fields: ({ title, closedAt }) => ({ goods: title, time: { at: closedAt } }),
  },
  'order.refunded': {
    title: '退款到账',
    urgent: false,
    on: ['wechat'],
    text: ({ title, amount }) => `「${title}」的 ${yuan(amount)} 元已原路退回。`,
    page: orderPage,
    fields: ({ title, amount, refundedAt }) => ({ goods: title, amount: { fen: amount }, time: { at: refundedAt } }),
  },
};

/** The template for what is told, with its data filled in. */
export function filled(told: Told) {
  const template = templates[told.type] as Template<Told['data']>;
  const { title, urgent } = template;
  const { data } = told;
  return { title, urgent, text: template.text(data), page: template.page(data), fields: template.fields(data) };
}
