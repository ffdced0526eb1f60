import { fetchOverNetwork } from '../../network.js';
import { type Callbacks, recorded, settle } from '../api.js';
import { type CloudConfig, devOpenid, envOf } from './door.js';

interface HttpCall extends Callbacks {
  name: string;
  path?: string;
  method?: string;
  data?: unknown;
  header?: Record<string, string>;
  responseType?: 'text' | 'arraybuffer';
  enableChunked?: boolean;
  config?: CloudConfig;
  onHeadersReceived?(event: { header: Record<string, string>; statusCode: number }): void;
  onChunkedReceived?(event: { data: ArrayBuffer }): void;
}

/**
 * `wx.cloud.callHTTPFunction` (base library 3.15.1): with `enableChunked` every piece of the answer is handed over as
 * it comes.
 */
export function callHTTPFunction(options: HttpCall) {
  return settle(options, recorded('cloud.callHTTPFunction', { name: options.name, path: options.path }, call(options)));
}

async function call(options: HttpCall): Promise<Record<string, unknown>> {
  const { name, path = '/', method = 'GET', data, header = {}, responseType = 'text', config } = options;
  const hasBody = !['GET', 'HEAD'].includes(method.toUpperCase()) && data !== undefined;
  const headers = new Headers({ ...header, 'x-dev-openid': devOpenid() });
  if (hasBody && !headers.has('content-type')) headers.set('content-type', 'application/json');
  const body = hasBody
    ? typeof data === 'string' || data instanceof ArrayBuffer
      ? data
      : JSON.stringify(data)
    : undefined;
  const door = `/__cloud/callHTTPFunction/${envOf(config)}/${name}/${path.replace(/^\//, '')}`;
  const response = await fetchOverNetwork(door, { method, headers, ...(body !== undefined && { body }) });
  const answerHeader = Object.fromEntries(response.headers);
  options.onHeadersReceived?.({ header: answerHeader, statusCode: response.status });
  const result = { statusCode: response.status, header: answerHeader, errMsg: 'cloud.callHTTPFunction:ok' };
  if (options.enableChunked) {
    for await (const chunk of chunksOf(response)) options.onChunkedReceived?.({ data: chunk });
    return { ...result, data: '' };
  }
  if (responseType === 'arraybuffer') return { ...result, data: await response.arrayBuffer() };
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json');
  return { ...result, data: isJson ? (JSON.parse(text) as unknown) : text };
}

async function* chunksOf(response: Response): AsyncGenerator<ArrayBuffer> {
  const reader = response.body?.getReader();
  if (!reader) return;
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    yield piece.value.slice().buffer;
  }
}
