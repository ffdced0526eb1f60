import { accountErrors } from './account/errors.js';
import { addressErrors } from './address/errors.js';
import { alertErrors } from './alert/errors.js';
import { authErrors } from './auth/errors.js';
import { backupErrors } from './backup/errors.js';
import { baziErrors } from './bazi/errors.js';
import { benefitErrors } from './benefit/errors.js';
import { cartErrors } from './cart/errors.js';
import { catalogErrors } from './catalog/errors.js';
import { configErrors } from './config/errors.js';
import { eventErrors } from './event/errors.js';
import { fileErrors } from './file/errors.js';
import { jobErrors } from './job/errors.js';
import { noticeErrors } from './notice/errors.js';
import { orderErrors } from './order/errors.js';
import { payErrors } from './pay/errors.js';
import { readingErrors } from './reading/errors.js';
import { recordErrors } from './record/errors.js';
import { roleErrors } from './role/errors.js';
import { shareErrors } from './share/errors.js';
import { taskErrors } from './task/errors.js';

/** One row of an error table. */
export interface ErrorRow {
  /** The HTTP status where the action is called over HTTP. */
  status: number;
  /** `info` for what users do, `warn` for what should be rare, `error` for what somebody must look at. */
  level: 'info' | 'warn' | 'error';
  /** Whether the same call can succeed later without any change. */
  retryable: boolean;
  /** For the person in front of the screen. */
  message: string;
}

/** Errors that every action can give. */
const coreErrors = {
  INVALID_INPUT: { status: 400, level: 'info', retryable: false, message: '提交的内容有误，请检查后重试' },
  UNAUTHENTICATED: { status: 401, level: 'info', retryable: false, message: '请先登录' },
  /** A token or an assertion that is forged, expired, or made for somebody else; the log says which. */
  CREDENTIAL_REFUSED: { status: 401, level: 'warn', retryable: false, message: '凭证无效或已过期，请重新获取' },
  FORBIDDEN: { status: 403, level: 'warn', retryable: false, message: '没有权限进行此操作' },
  FEATURE_OFF: { status: 403, level: 'info', retryable: false, message: '该功能暂未开放' },
  RATE_LIMITED: { status: 429, level: 'info', retryable: true, message: '操作太频繁，请稍后再试' },
  REQUEST_ID_REUSED: {
    status: 409,
    level: 'warn',
    retryable: false,
    message: '该请求编号已用于另一次提交，请重新提交',
  },
  REQUEST_IN_PROGRESS: { status: 409, level: 'info', retryable: true, message: '正在处理中，请稍候' },
  INTERNAL: { status: 500, level: 'error', retryable: true, message: '服务开小差了，请稍后再试' },
} as const satisfies Record<string, ErrorRow>;

/** All error codes of Yunshu: the core's and each module's. */
export const errorTable = {
  ...coreErrors,
  ...accountErrors,
  ...addressErrors,
  ...alertErrors,
  ...backupErrors,
  ...authErrors,
  ...cartErrors,
  ...catalogErrors,
  ...configErrors,
  ...eventErrors,
  ...fileErrors,
  ...jobErrors,
  ...noticeErrors,
  ...orderErrors,
  ...payErrors,
  ...readingErrors,
  ...recordErrors,
  ...baziErrors,
  ...benefitErrors,
  ...taskErrors,
  ...roleErrors,
  ...shareErrors,
} as const satisfies Record<string, ErrorRow>;

export type ErrorCode = keyof typeof errorTable;
