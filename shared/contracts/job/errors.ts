import type { ErrorRow } from '../errors.js';

export const jobErrors = {
  JOB_NOT_FOUND: { status: 404, level: 'info', retryable: false, message: '没有这个定时任务' },
  JOB_RUNS_ALREADY: { status: 409, level: 'info', retryable: true, message: '定时任务正在运行，请稍候' },
} as const satisfies Record<string, ErrorRow>;
