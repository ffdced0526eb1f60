import type { AnswerError } from '../../shared/contracts/contract.js';

/** What the server refused with, or `NETWORK` when no answer came and nobody knows whether the call took effect. */
export type ApiErrorCode = AnswerError['code'] | 'NETWORK';

/** The one kind of failure that a page meets; `message` is Chinese and made for the person in front of the screen. */
export class ApiError extends Error {
  readonly code: ApiErrorCode;
  /** For bad input: path of the field and what is wrong with it. */
  readonly fields: Readonly<Record<string, string>> | undefined;
  /** When trying again can help, and how long to wait first, in ms. */
  readonly retryAfterMs: number | undefined;
  readonly traceId: string | undefined;

  constructor(error: Omit<AnswerError, 'code'> & { code: ApiErrorCode }, traceId?: string) {
    super(error.message);
    this.name = 'ApiError';
    this.code = error.code;
    this.fields = error.fields;
    this.retryAfterMs = error.retryAfterMs;
    this.traceId = traceId;
  }
}

/** Passes an `ApiError` on and names everything else for what it is: a fault of the page itself. */
export function toApiError(thrown: unknown): ApiError {
  if (thrown instanceof ApiError) return thrown;
  console.error(thrown);
  return new ApiError({ code: 'INTERNAL', message: '页面出了点问题，请返回后重试' });
}
