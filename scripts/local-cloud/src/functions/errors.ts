import { CloudError, type CloudErrorCode } from '../kernel/cloud-error.js';

/** A failed invocation; besides what every caller is told, the id that finds its record. */
export class InvocationError extends CloudError {
  constructor(
    code: CloudErrorCode,
    message: string,
    readonly requestId: string,
  ) {
    super(code, message);
  }
}

/** The function's module could not be loaded, so that its handler never saw the event. */
export class LoadError extends CloudError {
  constructor(message: string) {
    super('FUNCTIONS_EXECUTE_FAIL', message);
  }
}

/** Wording of the platform: mini-programs look for it to say "deploy the function first". */
export function functionNotFound(env: string, name: string): CloudError {
  const text = `FunctionName parameter could not be found. There is no function "${name}" in environment "${env}".`;
  return new CloudError('FUNCTION_NOT_FOUND', text);
}

export function environmentNotFound(env: string): CloudError {
  return new CloudError('INVALIID_ENV', `Environment not found: "${env}"`);
}

/** The numbers that `wx.cloud.callFunction` fails with, and their texts (research: wire protocol 2.3, platform facts 1.5). */
const WECHAT_ERRORS: Partial<Record<CloudErrorCode, readonly [number, string]>> = {
  FUNCTION_NOT_FOUND: [-501000, 'function not found'],
  SYS_ERR: [-501001, 'resource system error'],
  EXCEED_REQUEST_LIMIT: [-501003, 'exceed request limit'],
  EXCEED_CONCURRENT_REQUEST_LIMIT: [-501004, 'exceed concurrent request limit'],
  INVALIID_ENV: [-501005, 'invalid env'],
  INVALID_PARAM: [-501007, 'invalid parameters'],
  EXCEED_REQUEST_SIZE_LIMIT: [-501007, 'invalid parameters'],
  FUNCTIONS_REQUEST_FAIL: [-504001, 'functions request fail'],
  FUNCTIONS_EXECUTE_FAIL: [-504002, 'functions execute fail'],
  FUNCTIONS_TIME_LIMIT_EXCEEDED: [-504003, 'functions time limit exceeded'],
  FUNCTIONS_MEMORY_LIMIT_EXCEEDED: [-504002, 'functions execute fail'],
};

/** What a mini-program's `fail` receives. */
export function weChatFailure(error: CloudError): { errCode: number; errMsg: string } {
  const [errCode, text] = WECHAT_ERRORS[error.code] ?? WECHAT_ERRORS.SYS_ERR!;
  const detail = `[${error.code}] ${error.message}`;
  return { errCode, errMsg: `cloud.callFunction:fail Error: errCode: ${errCode} ${text} | errMsg: ${detail}` };
}
