import type { ErrorRow } from '../errors.js';

export const recordErrors = {
  RECORD_NOT_FOUND: { status: 404, level: 'info', retryable: false, message: '没有找到这张命盘' },
  RECORD_BOOK_FULL: { status: 409, level: 'info', retryable: false, message: '最多保存 100 张命盘，请先删除不用的' },
} as const satisfies Record<string, ErrorRow>;
