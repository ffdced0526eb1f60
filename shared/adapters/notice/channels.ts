import type { Channels } from '../../modules/notice/channels.js';
import { emails } from './email.js';
import { shortMessages } from './sms.js';
import { sendByWechat } from './wechat.js';

/** The ways out of this environment. */
export function noticeChannels(): Channels {
  return { wechat: sendByWechat, sms: shortMessages(), email: emails() };
}
