import { cloudCall } from '../../core/cloud-call.js';
import { sdk } from '../../core/store/cloud.js';
import type { Moderation } from '../../modules/file/moderation.js';

interface SecurityApi {
  mediaCheckAsync(request: object): Promise<{ traceId?: string; trace_id?: string }>;
}

const PICTURE = 2;
/** 1 profile, 2 comment, 3 forum, 4 social log. */
const COMMENT = 2;

/** WeChat's check of pictures (security.mediaCheckAsync, version 2); its verdict is pushed within half an hour. */
export const wechatModeration: Moderation = {
  async start(url, openid) {
    const { security } = (sdk() as unknown as { openapi: { security: SecurityApi } }).openapi;
    const request = { mediaUrl: url, mediaType: PICTURE, version: 2, openid, scene: COMMENT };
    const { traceId, trace_id } = await cloudCall('wechat-call', 'security.mediaCheckAsync', () =>
      security.mediaCheckAsync(request),
    );
    const id = traceId ?? trace_id;
    if (!id) throw new Error('mediaCheckAsync answers without a trace id');
    return id;
  },
};
