import type { AccountChange } from '../../contracts/account/events.js';
import type { Parsed } from '../../contracts/contract.js';
import type { Delivered } from '../../contracts/event.js';
import { type NoticeKind, PushChannel } from '../../contracts/notice/notice.js';
import type { noticeTell } from '../../contracts/notice/tell.js';
import { beijingTime } from '../../core/time.js';
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
  /** In place of `on`: the channels on which it is told whatever the user has chosen. */
  insists?(data: D): readonly PushChannel[];
  text(data: D): string;
  page(data: D): string | null;
  /** What subscribe messages and short messages are filled with; short messages take them in this order. */
  fields(data: D): Fields;
}

/** What somebody is told whose account has changed; and where not, because whoever did it has just named that himself. */
const accountChanges: Record<AccountChange, { what: string; notBy?: PushChannel }> = {
  'phone-bound': { what: '绑定了新的手机号', notBy: 'sms' },
  'email-bound': { what: '绑定了新的邮箱', notBy: 'email' },
  'phone-lost': { what: '原手机号已由其他账号验证并绑定，与本账号解除', notBy: 'sms' },
  'email-lost': { what: '原邮箱已由其他账号验证并绑定，与本账号解除', notBy: 'email' },
  'password-set': { what: '设置了新的登录密码' },
  'deletion-asked': { what: '申请了注销' },
};

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
  'account.changed': {
    title: '账号安全提醒',
    urgent: true,
    on: [],
    insists: ({ what }) => PushChannel.options.filter((channel) => channel !== accountChanges[what].notBy),
    text: ({ what, changedAt }) =>
      `您的账号于 ${beijingTime(changedAt)} ${accountChanges[what].what}。如非本人操作，请立即重设密码并联系客服。`,
    page: () => null,
    fields: ({ what, changedAt }) => ({ what: accountChanges[what].what, time: { at: changedAt } }),
  },
};

/** The template for what is told, with its data filled in. */
export function filled(told: Told) {
  const template = templates[told.type] as Template<Told['data']>;
  const { title, urgent } = template;
  const { data } = told;
  const insisted = template.insists?.(data);
  return {
    title,
    urgent,
    insisted,
    text: template.text(data),
    page: template.page(data),
    fields: template.fields(data),
  };
}
