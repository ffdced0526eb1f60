import type { ErrorRow } from '../errors.js';

export const payErrors = {
  ORDER_NOT_PAYABLE: { status: 409, level: 'info', retryable: false, message: '订单已不能支付' },
  PAYMENT_UNAVAILABLE: { status: 503, level: 'error', retryable: true, message: '支付服务暂时不可用，请稍后再试' },
  PAYMENT_MISMATCH: { status: 409, level: 'error', retryable: false, message: '支付信息与订单不符' },
  CALLBACK_REFUSED: { status: 401, level: 'warn', retryable: false, message: '回调验证失败' },
} as const satisfies Record<string, ErrorRow>;
