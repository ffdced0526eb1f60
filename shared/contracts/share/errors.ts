import type { ErrorRow } from '../errors.js';

export const shareErrors = {
  SHARE_NOT_FOUND: { status: 404, level: 'info', retryable: false, message: '分享不存在、已过期或已撤回' },
  SHARE_LIMIT: {
    status: 409,
    level: 'info',
    retryable: false,
    message: '同时保留的分享已达上限，请先撤回不用的分享',
  },
  SHARE_NAME_REFUSED: { status: 400, level: 'info', retryable: false, message: '称呼含有不适合公开的内容，请换一个' },
  /** PIPL, articles 28 and 31: what is known of a child under fourteen is sensitive. */
  SHARE_NOT_FOR_CHILDREN: { status: 403, level: 'info', retryable: false, message: '未满十四周岁的八字不能公开分享' },
  SHARE_CODE_UNAVAILABLE: { status: 503, level: 'warn', retryable: true, message: '小程序码暂时无法生成，请稍后再试' },
  SHARE_SITE_UNSET: { status: 503, level: 'error', retryable: false, message: '网页版地址尚未配置，暂时无法生成海报' },
} as const satisfies Record<string, ErrorRow>;
