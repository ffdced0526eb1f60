import { cloudCall } from '../../core/cloud-call.js';
import { sdk } from '../../core/store/cloud.js';
import type { TextModeration, Verdict } from '../../modules/moderation/moderation.js';

interface SecurityApi {
  msgSecCheck(request: object): Promise<{ result?: { suggest?: string } }>;
}

/** 1 profile, 2 comment, 3 forum, 4 social log. */
const COMMENT = 2;
/** Characters that one check takes. */
const LONGEST = 2500;

/** WeChat's check of texts (security.msgSecCheck, version 2), for a user who was here within two hours. */
export const wechatTextModeration: TextModeration = {
  async judge(text, openid): Promise<Verdict> {
    if ([...text].length > LONGEST) throw new Error(`msgSecCheck takes ${LONGEST} characters, not ${[...text].length}`);
    const { security } = (sdk() as unknown as { openapi: { security: SecurityApi } }).openapi;
    const request = { content: text, version: 2, openid, scene: COMMENT };
    const { result } = await cloudCall('wechat-call', 'security.msgSecCheck', () => security.msgSecCheck(request));
    switch (result?.suggest) {
      case 'pass':
      case 'review':
      case 'risky':
        return result.suggest;
      default:
        throw new Error(`msgSecCheck suggests ${result?.suggest}`);
    }
  },
};
