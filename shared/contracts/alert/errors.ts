import type { ErrorRow } from '../errors.js';

export const alertErrors = {
  ALERT_NOT_FOUND: { status: 404, level: 'info', retryable: false, message: '没有这条告警' },
  ALERT_CHANNEL_UNAVAILABLE: { status: 503, level: 'warn', retryable: true, message: '告警渠道暂不可用' },
} as const satisfies Record<string, ErrorRow>;
