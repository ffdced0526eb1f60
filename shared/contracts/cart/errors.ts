import type { ErrorRow } from '../errors.js';

export const cartErrors = {
  CART_FULL: { status: 409, level: 'info', retryable: false, message: '购物袋最多放 50 种商品' },
} as const satisfies Record<string, ErrorRow>;
