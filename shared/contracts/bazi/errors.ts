import type { ErrorRow } from '../errors.js';

export const baziErrors = {
  NOT_FOR_MINORS: { status: 403, level: 'info', retryable: false, message: '合婚仅供成年人参考' },
} as const satisfies Record<string, ErrorRow>;
