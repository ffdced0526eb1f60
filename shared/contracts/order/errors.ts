import type { ErrorRow } from '../errors.js';

export const orderErrors = {
  ORDER_NOT_FOUND: { status: 404, level: 'info', retryable: false, message: '订单不存在' },
  ORDER_NOT_CANCELLABLE: { status: 409, level: 'info', retryable: false, message: '订单当前状态不能取消' },
  OUT_OF_STOCK: { status: 409, level: 'info', retryable: false, message: '库存不足' },
  ORDER_NOT_PLACED: { status: 409, level: 'warn', retryable: false, message: '上次提交没有完成，请重新提交' },
  ORDER_TOO_LARGE: { status: 409, level: 'info', retryable: false, message: '单笔订单金额过大，请分开下单' },
  TOO_MANY_UNPAID: { status: 409, level: 'info', retryable: false, message: '待付款的订单太多，请先付款或取消' },
  PRICE_CHANGED: { status: 409, level: 'info', retryable: false, message: '价格有变动，请确认后重新提交' },
  ORDER_NOT_REFUNDABLE: { status: 409, level: 'info', retryable: false, message: '订单没有可退的款项' },
  ANOMALY_NOT_FOUND: { status: 404, level: 'info', retryable: false, message: '异常记录不存在' },
  ANOMALY_RESOLVED: { status: 409, level: 'info', retryable: false, message: '该异常已被处理' },
  REFUND_UNDER_WAY: { status: 409, level: 'info', retryable: true, message: '平台正在退款，请稍后再看' },
} as const satisfies Record<string, ErrorRow>;
