import type { ErrorRow } from '../errors.js';

export const authErrors = {
  /** The same for an account that does not exist and for a wrong password. */
  SIGN_IN_REFUSED: { status: 401, level: 'info', retryable: false, message: '账号或密码不正确' },
  CODE_WRONG: { status: 400, level: 'info', retryable: false, message: '验证码不正确或已失效，请重新获取' },
  CODE_NOT_SENT: { status: 503, level: 'error', retryable: true, message: '验证码暂时无法发送，请稍后再试' },
  SESSION_ENDED: { status: 401, level: 'info', retryable: false, message: '登录已失效，请重新登录' },
  SIGNATURE_REFUSED: { status: 401, level: 'warn', retryable: false, message: '请求签名无效或已过期' },
  REQUEST_REPLAYED: { status: 409, level: 'warn', retryable: false, message: '该请求已提交过' },
  NO_SUCH_ACTION: { status: 404, level: 'info', retryable: false, message: '没有这个接口' },
} as const satisfies Record<string, ErrorRow>;
