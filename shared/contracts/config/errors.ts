import type { ErrorRow } from '../errors.js';

export const configErrors = {
  CONFIG_CHANGED: { status: 409, level: 'info', retryable: false, message: '设置已被他人修改，请刷新后重试' },
  CONFIG_VERSION_NOT_FOUND: { status: 404, level: 'info', retryable: false, message: '没有这个版本的设置' },
} as const satisfies Record<string, ErrorRow>;
