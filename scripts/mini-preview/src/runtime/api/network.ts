import { fetchOverNetwork } from '../network.js';
import { asyncApi } from './api.js';

interface RequestOptions {
  url: string;
  method?: string;
  data?: unknown;
  header?: Record<string, string>;
  dataType?: string;
  responseType?: 'text' | 'arraybuffer';
  /** Milliseconds. */
  timeout?: number;
}

async function send({
  url,
  method = 'GET',
  data,
  header = {},
  dataType = 'json',
  responseType = 'text',
  timeout = 60_000,
}: RequestOptions) {
  const hasBody = !['GET', 'HEAD'].includes(method.toUpperCase());
  const target = new URL(url, document.baseURI);
  const headers = new Headers(header);
  let body: BodyInit | undefined;
  if (hasBody && data !== undefined) {
    if (!headers.has('content-type')) headers.set('content-type', 'application/json');
    const isForm = headers.get('content-type')!.includes('x-www-form-urlencoded');
    if (typeof data === 'string' || data instanceof ArrayBuffer) body = data;
    else body = isForm ? new URLSearchParams(data as Record<string, string>) : JSON.stringify(data);
  } else if (typeof data === 'object' && data !== null) {
    for (const [key, value] of Object.entries(data)) target.searchParams.set(key, String(value));
  }
  const response = await fetchOverNetwork(target, {
    method,
    headers,
    ...(body !== undefined && { body }),
    signal: AbortSignal.timeout(timeout),
  });
  const answer = responseType === 'arraybuffer' ? await response.arrayBuffer() : parse(await response.text(), dataType);
  return { data: answer, statusCode: response.status, header: Object.fromEntries(response.headers), cookies: [] };
}

function parse(text: string, dataType: string): unknown {
  if (dataType !== 'json') return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

export const networkApi = { request: asyncApi('request', send) };
