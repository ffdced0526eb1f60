import type { OutgoingHttpHeaders } from 'node:http';
import { HttpError } from '../kernel/http.js';

export interface HttpAnswer {
  status: number;
  headers: OutgoingHttpHeaders;
  body: Buffer;
}

/** Decided by the connection, not by the function. */
const OWN_HEADERS = new Set(['connection', 'content-length', 'keep-alive', 'transfer-encoding', 'upgrade']);

/**
 * The HTTP answer that a function's return value stands for: an integrated response, JSON for another object, plain text
 * for the rest.
 * @throws HttpError 502 for an integrated response that is none
 */
export function httpAnswer(value: unknown): HttpAnswer {
  if (typeof value !== 'object' || value === null) {
    return { status: 200, headers: typed('text/plain'), body: Buffer.from(value === null ? '' : String(value)) };
  }
  if (!('statusCode' in value)) {
    return { status: 200, headers: typed('application/json'), body: Buffer.from(JSON.stringify(value)) };
  }
  return integrated(value);
}

interface Integrated {
  statusCode?: unknown;
  headers?: unknown;
  multiValueHeaders?: unknown;
  body?: unknown;
  isBase64Encoded?: unknown;
}

function integrated({ statusCode, headers, multiValueHeaders, body, isBase64Encoded }: Integrated): HttpAnswer {
  const status = Number(statusCode);
  if (!Number.isInteger(status) || status < 200 || status > 599) {
    throw new HttpError(
      502,
      'FUNCTIONS_EXECUTE_FAIL',
      `statusCode must be 200 to 599, not ${JSON.stringify(statusCode)}`,
    );
  }
  const merged: OutgoingHttpHeaders = {};
  for (const group of [headers, multiValueHeaders]) {
    if (typeof group === 'object' && group !== null) addHeaders(merged, group);
  }
  const text = body === undefined || body === null ? '' : typeof body === 'string' ? body : JSON.stringify(body);
  if (merged['content-type'] === undefined && text !== '') {
    Object.assign(merged, typed(typeof body === 'string' ? 'text/plain' : 'application/json'));
  }
  return { status, headers: merged, body: Buffer.from(text, isBase64Encoded === true ? 'base64' : 'utf8') };
}

function addHeaders(target: OutgoingHttpHeaders, source: object): void {
  for (const [key, value] of Object.entries(source)) {
    const name = key.toLowerCase();
    if (OWN_HEADERS.has(name) || value === undefined || value === null) continue;
    target[name] = Array.isArray(value) ? value.map(String) : String(value);
  }
}

function typed(type: string): OutgoingHttpHeaders {
  return { 'content-type': `${type}; charset=utf-8` };
}
