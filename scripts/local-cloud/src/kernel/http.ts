import type { IncomingMessage, ServerResponse } from 'node:http';

/** One HTTP request on its way to a service. */
export interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  /** Parsed address; `pathname` still percent-encoded. */
  url: URL;
}

/** A door of a service: the longest matching `path` wins; `path` ending in `/` matches everything below it. */
export interface Route {
  /** One HTTP method, or `*` for any. */
  method: string;
  path: string;
  handle(exchange: Exchange): void | Promise<void>;
}

/** A failure with an HTTP status, answered as `{code, message}`. */
export class HttpError extends Error {
  override readonly name = 'HttpError';

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** Of a body that is too large so much is read on: a client that is cut off while it sends does not see why. */
const MOST_DISCARDED = 64 * 1024 * 1024;

/**
 * Reads a whole body.
 * @throws HttpError 413 when it is larger than `limit` bytes
 */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= limit) chunks.push(chunk);
    else if (size > limit + MOST_DISCARDED) break;
  }
  if (size > limit) throw new HttpError(413, 'EXCEED_REQUEST_SIZE_LIMIT', `the body is larger than ${limit} bytes`);
  return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
}

/**
 * Reads a JSON object; an empty body is an empty object.
 * @throws HttpError 400 for anything else, 413 above `limit` bytes
 */
export async function readJson(request: IncomingMessage, limit: number): Promise<Record<string, unknown>> {
  const body = await readBody(request, limit);
  if (body.length === 0) return {};
  let value: unknown;
  try {
    value = JSON.parse(body.toString('utf8'));
  } catch {
    throw new HttpError(400, 'INVALID_PARAM', 'the body is not valid JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new HttpError(400, 'INVALID_PARAM', 'the body must be a JSON object');
  }
  return value as Record<string, unknown>;
}

/** Answers JSON. */
export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  const body = Buffer.from(JSON.stringify(value));
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'content-length': body.length });
  response.end(body);
}
