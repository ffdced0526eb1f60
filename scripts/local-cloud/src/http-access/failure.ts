import type { ServerResponse } from 'node:http';
import { CloudError } from '../kernel/cloud-error.js';
import { HttpError, sendJson } from '../kernel/http.js';

const STATUS: Partial<Record<CloudError['code'], number>> = {
  INVALID_PARAM: 400,
  EXCEED_AUTHORITY: 403,
  FUNCTION_NOT_FOUND: 404,
  INVALIID_ENV: 404,
  EXCEED_REQUEST_SIZE_LIMIT: 413,
  EXCEED_CONCURRENT_REQUEST_LIMIT: 429,
  FUNCTIONS_TIME_LIMIT_EXCEEDED: 504,
};

/**
 * Answers a failed request over HTTP as `{code, message, requestId}`; breaks the connection off when an answer has begun.
 * @throws what is no failure of the function or the request
 */
export function sendHttpFailure(response: ServerResponse, error: unknown, requestId: string): void {
  if (!(error instanceof HttpError) && !(error instanceof CloudError)) throw error;
  if (response.headersSent || response.destroyed) return void response.destroy();
  const status = error instanceof HttpError ? error.status : (STATUS[error.code] ?? 500);
  sendJson(response, status, { code: error.code, message: error.message, requestId });
}
