import type { CloudConfig } from './door.js';

/** What `wx.cloud.callHTTPFunction` takes. */
export interface HttpCall {
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

/** Hands an answer over: with `enableChunked` piece by piece as it comes, otherwise whole. */
export async function handOver(response: Response, options: HttpCall): Promise<Record<string, unknown>> {
  const header = Object.fromEntries(response.headers);
  options.onHeadersReceived?.({ header, statusCode: response.status });
  const result = { statusCode: response.status, header };
  if (options.enableChunked) {
    for await (const chunk of chunksOf(response)) options.onChunkedReceived?.({ data: chunk });
    return { ...result, data: '' };
  }
  if (options.responseType === 'arraybuffer') return { ...result, data: await response.arrayBuffer() };
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
