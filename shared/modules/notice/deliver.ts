import { PushChannel } from '../../contracts/notice/notice.js';
import {
  noticeEmailTemplates,
  noticeSmsPerDay,
  noticeSmsTemplates,
  noticeWechatTemplates,
} from '../../contracts/notice/rules.js';
import type { Instant } from '../../contracts/terms.js';
import { rule } from '../../core/config/config.js';
import { describeError, log } from '../../core/log.js';
import type { Stored } from '../../core/store/collection.js';
import { after, MINUTE, now } from '../../core/time.js';
import { accountOf } from '../account/accounts.js';
import { users } from '../user/users.js';
import type { Channels, Outcome } from './channels.js';
import { keywordValue, plain } from './fields.js';
import { allNotices, type Delivery, type Notice } from './notices.js';
import { takeShortMessage } from './preferences.js';

/** Who sends has this long. After it, nobody knows whether it was sent, and it is not sent again. */
const SENDING = 2 * MINUTE;
/** Short messages of a day that are left for what a user has to be told, beyond what he wants to be. */
const KEPT_FOR_INSISTED = 5;
/** Waits before the second, third … try. */
const WAITS = [MINUTE, 5 * MINUTE, 30 * MINUTE, 120 * MINUTE];

/**
 * Sends a notice on the channels that are due. It is claimed before and the outcome is written behind, so that it is sent once
 * at most by however many functions: what died in between counts as `unknown`, for the inbox has it anyway.
 */
export async function deliver(notice: Stored<Notice>, channels: Channels): Promise<void> {
  const at = now();
  const due = PushChannel.options.filter((channel) => notice.deliveries[channel]?.state === 'due');
  const claimed = entries(notice, (delivery) =>
    delivery.state === 'due' ? { ...delivery, state: 'sending', tries: delivery.tries + 1, at } : lost(delivery, at),
  );
  const dueAt = due.length > 0 ? after(at, SENDING) : null;
  const unchanged = { revision: notice.revision, dueAt: notice.dueAt };
  if (!(await allNotices.change(notice._id, unchanged, { deliveries: claimed, dueAt }))) return;

  for (const channel of due) {
    const delivery = claimed[channel]!;
    claimed[channel] = concluded(delivery, await attempt(channel, notice, channels), now());
  }
  if (due.length === 0) return;
  const waiting = due.flatMap((channel) => (claimed[channel]!.state === 'due' ? [claimed[channel]!.tries] : []));
  const next = waiting.length > 0 ? after(now(), WAITS[Math.min(...waiting) - 1]!) : null;
  const mine = { revision: notice.revision + 1 };
  await allNotices.change(notice._id, mine, { deliveries: claimed, dueAt: next });
}

function entries({ deliveries }: Notice, turn: (delivery: Delivery) => Delivery): Notice['deliveries'] {
  return Object.fromEntries(Object.entries(deliveries).map(([channel, delivery]) => [channel, turn(delivery)]));
}

/** Who was sending has died with it. */
function lost(delivery: Delivery, at: Instant): Delivery {
  return delivery.state === 'sending' ? { ...delivery, state: 'not-sent', outcome: 'unknown', at } : delivery;
}

function concluded(delivery: Delivery, outcome: Outcome, at: Instant): Delivery {
  if (outcome.sent) return { ...delivery, state: 'sent', outcome: null, at };
  const again = outcome.again && delivery.tries <= WAITS.length;
  return { ...delivery, state: again ? 'due' : 'not-sent', outcome: outcome.outcome, at };
}

async function attempt(channel: PushChannel, notice: Notice, channels: Channels): Promise<Outcome> {
  try {
    return await ways[channel](notice, channels);
  } catch (error) {
    log('error', 'notice.unknown', { noticeId: notice._id, channel, ...describeError(error) });
    return never('unknown');
  }
}

const ways = { wechat: byWechat, sms: bySms, email: byEmail } as const satisfies Record<PushChannel, unknown>;

async function byWechat({ userId, kind, fields, page }: Notice, { wechat }: Channels): Promise<Outcome> {
  const template = (await rule(noticeWechatTemplates))[kind];
  if (!template) return never('not-set-up');
  const user = await users.get(userId);
  if (!user) return never('no-address');
  const values: Record<string, string> = {};
  for (const [field, keyword] of Object.entries(template.keywords)) {
    const value = fields[field] === undefined ? undefined : keywordValue(keyword, fields[field]);
    if (value === undefined) {
      log('error', 'notice.template', { kind, field, keyword });
      return never('template-does-not-fit');
    }
    values[keyword] = value;
  }
  return wechat({ openid: user.openid, templateId: template.templateId, values, page });
}

async function bySms({ userId, kind, fields, insisted }: Notice, { sms }: Channels): Promise<Outcome> {
  const templateId = (await rule(noticeSmsTemplates))[kind];
  if (!sms || !templateId) return never('not-set-up');
  const phone = (await accountOf(userId))?.phone;
  if (!phone) return never('no-address');
  const most = (await rule(noticeSmsPerDay)) + (insisted ? KEPT_FOR_INSISTED : 0);
  if (!(await takeShortMessage(userId, most))) return never('over-limit');
  return sms({ phone, templateId, params: Object.values(fields).map(plain) });
}

async function byEmail({ userId, kind, title, text }: Notice, { email }: Channels): Promise<Outcome> {
  const templateId = (await rule(noticeEmailTemplates))[kind];
  if (!email || !templateId) return never('not-set-up');
  const address = (await accountOf(userId))?.email;
  return address ? email({ address, templateId, variables: { title, text } }) : never('no-address');
}

function never(outcome: string): Outcome {
  return { sent: false, outcome, again: false };
}
