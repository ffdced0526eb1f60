import type { ErrorRow } from '../errors.js';

export const catalogErrors = {
  PRODUCT_NOT_FOUND: { status: 404, level: 'info', retryable: false, message: '商品不存在或已下架' },
  PRODUCT_CHANGED: { status: 409, level: 'info', retryable: false, message: '商品已被他人修改，请刷新后重试' },
} as const satisfies Record<string, ErrorRow>;
