import type { ErrorRow } from '../errors.js';

export const backupErrors = {
  BACKUP_NOT_FOUND: { status: 404, level: 'info', retryable: false, message: '没有这个备份，或备份尚未完成' },
  BACKUP_RUNS_ALREADY: { status: 409, level: 'info', retryable: true, message: '备份正在进行，请稍候' },
} as const satisfies Record<string, ErrorRow>;
