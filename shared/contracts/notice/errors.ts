import type { ErrorRow } from '../errors.js';

export const noticeErrors = {
  NOTICE_NOT_FOUND: { status: 404, level: 'info', retryable: false, message: '消息不存在或已过期' },
} as const satisfies Record<string, ErrorRow>;
