import type { IncomingMessage } from 'node:http';
import { isPlatformHeader } from '../functions/http/proxy.js';

/** What an event function receives for a request (CloudBase, HTTP access to functions). */
export interface HttpEvent {
  path: string;
  httpMethod: string;
  headers: Record<string, string>;
  queryStringParameters: Record<string, string>;
  requestContext: { requestId: string; envId: string; appId: number; uin: number };
  body: string;
  isBase64Encoded: boolean;
}

const TEXT = /^(text\/|application\/(json|xml|javascript|x-www-form-urlencoded|graphql)\b)|\+(json|xml)\b/i;

export interface EventFacts {
  env: string;
  requestId: string;
  /** After the route's prefix is removed. */
  path: string;
  query: URLSearchParams;
  body: Buffer;
}

/** One value a header and a query key, as on the platform: the last one of a query, the joined one of a header. */
export function httpEvent(request: IncomingMessage, facts: EventFacts): HttpEvent {
  const text = facts.body.length === 0 || TEXT.test(request.headers['content-type'] ?? '');
  return {
    path: facts.path,
    httpMethod: request.method ?? 'GET',
    headers: flatHeaders(request),
    queryStringParameters: Object.fromEntries(facts.query),
    requestContext: { requestId: facts.requestId, envId: facts.env, appId: 1250000000, uin: 100000000001 },
    body: facts.body.toString(text ? 'utf8' : 'base64'),
    isBase64Encoded: !text,
  };
}

function flatHeaders(request: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined && !isPlatformHeader(name)) headers[name] = Array.isArray(value) ? value.join(',') : value;
  }
  return headers;
}
