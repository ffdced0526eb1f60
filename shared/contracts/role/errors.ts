import type { ErrorRow } from '../errors.js';

export const roleErrors = {
  ROLE_NOT_FOUND: { status: 404, level: 'info', retryable: false, message: '角色不存在' },
  ROLE_NOT_GRANTABLE: { status: 409, level: 'info', retryable: false, message: '该角色不能授予或修改' },
  LAST_ADMIN: { status: 409, level: 'warn', retryable: false, message: '至少要保留一名管理员' },
  TOO_MANY_ROLES: { status: 409, level: 'info', retryable: false, message: '角色或管理员数量已达上限' },
  ROLE_CHANGED: { status: 409, level: 'info', retryable: true, message: '角色刚被他人修改，请刷新后重试' },
} as const satisfies Record<string, ErrorRow>;
