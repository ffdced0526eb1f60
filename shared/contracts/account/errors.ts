import type { ErrorRow } from '../errors.js';

export const accountErrors = {
  /** Told only to who has shown that the identifier is his own. */
  ACCOUNT_EXISTS: { status: 409, level: 'info', retryable: false, message: '该手机号或邮箱已注册，请直接登录' },
  IDENTIFIER_TAKEN: { status: 409, level: 'info', retryable: false, message: '该手机号或邮箱已绑定其他账号' },
  /** Both accounts have something to lose. */
  ACCOUNT_HAS_DATA: {
    status: 409,
    level: 'info',
    retryable: false,
    message: '该手机号或邮箱的账号里已有数据，不能合并；请先用该账号登录处理，或联系客服',
  },
  MERGE_PENDING: { status: 409, level: 'info', retryable: true, message: '正在退出另一个账号，请一分钟后再绑定' },
  IDENTIFIER_SET: { status: 409, level: 'info', retryable: false, message: '账号已绑定其他手机号或邮箱' },
  PROOF_REFUSED: { status: 403, level: 'info', retryable: false, message: '密码或验证码不正确' },
  AVATAR_UNUSABLE: { status: 409, level: 'info', retryable: false, message: '头像须是您上传并已通过审核的图片' },
  ACCOUNT_NOT_DONE: { status: 409, level: 'info', retryable: false, message: '还有未完成的业务，完成后才能注销' },
  DELETION_BEGUN: { status: 409, level: 'info', retryable: false, message: '注销已开始，无法撤回' },
  PHONE_UNAVAILABLE: { status: 503, level: 'warn', retryable: true, message: '暂时无法取得微信手机号，请稍后再试' },
  PHONE_CODE_REFUSED: { status: 400, level: 'info', retryable: false, message: '手机号授权已失效，请重新授权' },
} as const satisfies Record<string, ErrorRow>;
