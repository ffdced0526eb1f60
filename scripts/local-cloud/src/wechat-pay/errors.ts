/** HTTP status of each error code (pay.weixin.qq.com, v3 error tables of ordering, closing, refund, bill, transfer). */
const STATUS = {
  PARAM_ERROR: 400,
  INVALID_REQUEST: 400,
  APPID_MCHID_NOT_MATCH: 400,
  MCH_NOT_EXISTS: 400,
  ORDERPAID: 400,
  ORDER_CLOSED: 400,
  NO_STATEMENT_EXIST: 400,
  STATEMENT_CREATING: 400,
  ALREADY_EXISTS: 400,
  SIGN_ERROR: 401,
  NO_AUTH: 403,
  OUT_TRADE_NO_USED: 403,
  RULE_LIMIT: 403,
  TRADE_ERROR: 403,
  NOT_ENOUGH: 403,
  USER_ACCOUNT_ABNORMAL: 403,
  ORDER_NOT_EXIST: 404,
  RESOURCE_NOT_EXISTS: 404,
  NOT_FOUND: 404,
  FREQUENCY_LIMITED: 429,
  FREQUENCY_LIMIT_EXCEED: 429,
  RATELIMIT_EXCEEDED: 429,
  SYSTEM_ERROR: 500,
  BANK_ERROR: 500,
  OPENID_MISMATCH: 500,
} as const;

export type PayErrorCode = keyof typeof STATUS;

/** All codes that the simulator can answer with. */
export const PAY_ERROR_CODES = Object.keys(STATUS) as PayErrorCode[];

/** Which field is wrong and how, as WeChat Pay tells it. */
export interface PayErrorDetail {
  location: 'body' | 'query' | 'path' | 'authorization';
  field: string;
  issue: string;
  value?: unknown;
  sign_information?: Record<string, unknown>;
}

/** A failure answered as `{code, message, detail}` with the status that WeChat Pay gives this code. */
export class PayError extends Error {
  override readonly name = 'PayError';

  constructor(
    readonly code: PayErrorCode,
    message: string,
    readonly detail?: PayErrorDetail,
  ) {
    super(message);
  }

  get status(): number {
    return STATUS[this.code];
  }
}
