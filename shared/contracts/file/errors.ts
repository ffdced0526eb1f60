import type { ErrorRow } from '../errors.js';

export const fileErrors = {
  FILE_NOT_FOUND: { status: 404, level: 'info', retryable: false, message: '文件不存在或已删除' },
  FILE_NOT_UPLOADED: { status: 409, level: 'info', retryable: true, message: '文件尚未上传完成，请重试' },
  FILE_REFUSED: { status: 400, level: 'info', retryable: false, message: '文件不符合要求，请更换' },
  FILE_QUOTA: { status: 409, level: 'info', retryable: false, message: '文件数量已达上限，请先删除不用的文件' },
} as const satisfies Record<string, ErrorRow>;
