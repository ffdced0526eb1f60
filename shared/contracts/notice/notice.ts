import * as z from 'zod';
import { Instant } from '../terms.js';

export const NoticeId = z
  .string()
  .regex(/^ntc_[0-9A-HJKMNP-TV-Z]{26}$/, '应为 ntc_ 开头的编号')
  .brand('NoticeId');
export type NoticeId = z.output<typeof NoticeId>;

const CHOSEN = ['order.paid', 'order.cancelled', 'order.closed', 'order.refunded'] as const;

/** What users are told of; each product adds its own. */
export const NoticeKind = z.enum([...CHOSEN, 'account.changed']).meta({ 'x-extensible': true });
export type NoticeKind = z.output<typeof NoticeKind>;

/** What a user may turn off. Who has got into an account cannot keep its owner from hearing of it. */
export const ChosenKind = z.enum(CHOSEN).meta({ 'x-extensible': true });
export type ChosenKind = z.output<typeof ChosenKind>;

/** Ways to somebody who does not look: a WeChat subscribe message, a short message, an e-mail. The inbox has everything in any case. */
export const PushChannel = z.enum(['wechat', 'sms', 'email']).meta({ 'x-extensible': true });
export type PushChannel = z.output<typeof PushChannel>;

/**
 * What became of a notice on one channel.
 *
 * - `due`: to be sent, at once or when the quiet hours are over, or again after a failure that passes
 * - `sending`: somebody is at it
 * - `sent`: the channel has taken it
 * - `not-sent`: it was not sent, and will not be; `outcome` says why
 */
export const DeliveryState = z.enum(['due', 'sending', 'sent', 'not-sent']);
export type DeliveryState = z.output<typeof DeliveryState>;

export const NoticeView = z.strictObject({
  noticeId: NoticeId,
  kind: NoticeKind,
  title: z.string(),
  text: z.string(),
  /** Where a tap leads, in the mini-program. */
  page: z.string().nullable(),
  createdAt: Instant,
  readAt: Instant.nullable(),
});

export const Preference = z.strictObject({ kind: ChosenKind, channel: PushChannel, on: z.boolean() });
