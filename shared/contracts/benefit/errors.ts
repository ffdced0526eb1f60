import type { ErrorRow } from '../errors.js';

export const benefitErrors = {
  BENEFIT_SPENT: { status: 409, level: 'info', retryable: false, message: '该订单的权益已使用，不能全额退款' },
  REFUND_TOO_LATE: { status: 409, level: 'info', retryable: false, message: '已超过自助退款期限，请联系客服' },
} as const satisfies Record<string, ErrorRow>;
