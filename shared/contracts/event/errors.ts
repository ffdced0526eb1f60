import type { ErrorRow } from '../errors.js';

export const eventErrors = {
  EVENT_NOT_FOUND: { status: 404, level: 'info', retryable: false, message: '没有这条未送达的事件' },
} as const satisfies Record<string, ErrorRow>;
