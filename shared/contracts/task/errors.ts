import type { ErrorRow } from '../errors.js';

export const taskErrors = {
  TASK_NOT_FOUND: { status: 404, level: 'info', retryable: false, message: '任务不存在或已过期' },
  TASK_NOT_RESUMABLE: { status: 409, level: 'info', retryable: false, message: '只有失败或已取消的任务可以继续' },
} as const satisfies Record<string, ErrorRow>;
