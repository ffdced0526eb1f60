/**
 * A failure as Tencent Cloud's API answers it: `{Response: {Error: {Code, Message}, RequestId}}`, always with HTTP 200.
 * A code is a class, or a class and a detail: `ResourceNotFound.FunctionName`.
 */
export class TencentError extends Error {
  override readonly name = 'TencentError';

  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** What the platform offers and the local cloud does not. */
export function unsupported(what: string): TencentError {
  return new TencentError('UnsupportedOperation', `the local cloud does not simulate ${what}`);
}
