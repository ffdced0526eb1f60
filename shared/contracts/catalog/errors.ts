import type { ErrorRow } from '../errors.js';

export const catalogErrors = {
  PRODUCT_NOT_FOUND: { status: 404, level: 'info', retryable: false, message: '商品不存在或已下架' },
} as const satisfies Record<string, ErrorRow>;
