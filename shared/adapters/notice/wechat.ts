import { cloudCall } from '../../core/cloud-call.js';
import { sdk } from '../../core/store/cloud.js';
import type { Outcome, WechatMessage } from '../../modules/notice/channels.js';

interface SubscribeApi {
  send(message: object): Promise<unknown>;
}

/** Errors that pass: -1 the system is busy, 45009 the quota of the day or the minute is used up, 45011 too often. */
const PASSING = new Set([-1, 45009, 45011]);
/** The user has not allowed it, or has used up what he allowed: one message for one tap. */
const NO_CONSENT = 43101;

/** A subscribe message of WeChat (subscribeMessage.send). */
export async function sendByWechat({ openid, templateId, values, page }: WechatMessage): Promise<Outcome> {
  const { subscribeMessage } = (sdk() as unknown as { openapi: { subscribeMessage: SubscribeApi } }).openapi;
  const data = Object.fromEntries(Object.entries(values).map(([keyword, value]) => [keyword, { value }]));
  const message = { touser: openid, templateId, data, ...(page !== null && { page }) };
  try {
    await cloudCall('wechat-call', 'subscribeMessage.send', () => subscribeMessage.send(message));
    return { sent: true };
  } catch (error) {
    const { errCode } = error as { errCode?: number };
    if (errCode === undefined) throw error;
    const outcome = errCode === NO_CONSENT ? 'no-consent' : `wechat ${errCode}`;
    return { sent: false, outcome, again: PASSING.has(errCode) };
  }
}
