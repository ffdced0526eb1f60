import type { TextModeration } from '../../modules/moderation/moderation.js';
import { tencentText } from './tencent-text.js';
import { wechatTextModeration } from './wechat-text.js';

let moderation: TextModeration | undefined;

/** The checks that the environment is set up with: WeChat's for its users, Tencent's (`TMS_*`) for everybody else, or none for those. */
export function textModeration(): TextModeration {
  moderation ??= { ...wechatTextModeration, ...outside() };
  return moderation;
}

function outside(): Pick<TextModeration, 'judgeOutside'> {
  const { TMS_SECRET_ID: secretId, TMS_SECRET_KEY: secretKey } = process.env;
  if (!secretId) return {};
  if (!secretKey) throw new Error('TMS_SECRET_KEY is not set');
  return { judgeOutside: tencentText({ secretId, secretKey }) };
}
