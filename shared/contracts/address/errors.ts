import type { ErrorRow } from '../errors.js';

export const addressErrors = {
  ADDRESS_NOT_FOUND: { status: 404, level: 'info', retryable: false, message: '收货地址不存在，请重新选择' },
  ADDRESS_BOOK_FULL: { status: 409, level: 'info', retryable: false, message: '最多保存 20 个收货地址' },
} as const satisfies Record<string, ErrorRow>;
