import { fetchOverNetwork, isOnline } from '../network.js';
import { asyncApi } from './api.js';
import { connectSocket } from './socket.js';
import { readTemporary } from './temporary-files.js';
import { type Progress, uploadBlob } from './upload-blob.js';

interface RequestOptions {
  url: string;
  method?: string;
  data?: unknown;
  header?: Record<string, string>;
  dataType?: string;
  responseType?: 'text' | 'arraybuffer';
  /** Milliseconds. */
  timeout?: number;
  enableChunked?: boolean;
}

/** What `wx.request` and its like answer beside the result: a task that can be stopped and listened to. */
class Task<Event> {
  readonly #listeners = new Set<(event: Event) => void>();
  readonly stop = new AbortController();
  abort = () => this.stop.abort(new Error('abort'));
  listen = (listener: (event: Event) => void) => void this.#listeners.add(listener);
  tell = (event: Event) => {
    for (const listener of this.#listeners) listener(event);
  };
}

async function send(options: RequestOptions, signal: AbortSignal, onChunk: (chunk: { data: ArrayBuffer }) => void) {
  const {
    url,
    method = 'GET',
    data,
    header = {},
    dataType = 'json',
    responseType = 'text',
    timeout = 60_000,
  } = options;
  const target = new URL(url, document.baseURI);
  const headers = new Headers(header);
  const hasBody = !['GET', 'HEAD'].includes(method.toUpperCase());
  if (!hasBody && typeof data === 'object' && data !== null) {
    for (const [key, value] of Object.entries(data)) target.searchParams.set(key, String(value));
  }
  const body = hasBody ? encodeBody(data, headers) : undefined;
  const limit = AbortSignal.any([signal, AbortSignal.timeout(timeout)]);
  const response = await fetchOverNetwork(target, {
    method,
    headers,
    signal: limit,
    ...(body !== undefined && { body }),
  });
  const result = { statusCode: response.status, header: Object.fromEntries(response.headers), cookies: [] };
  if (options.enableChunked && response.body) {
    const reader = response.body.getReader();
    for (let piece = await reader.read(); !piece.done; piece = await reader.read())
      onChunk({ data: piece.value.slice().buffer });
    return { ...result, data: '' };
  }
  const answer = responseType === 'arraybuffer' ? await response.arrayBuffer() : parse(await response.text(), dataType);
  return { ...result, data: answer };
}

function encodeBody(data: unknown, headers: Headers): BodyInit | undefined {
  if (data === undefined) return undefined;
  if (typeof data === 'string' || data instanceof ArrayBuffer) return data;
  if (!headers.has('content-type')) headers.set('content-type', 'application/json');
  const isForm = headers.get('content-type')!.includes('x-www-form-urlencoded');
  return isForm ? new URLSearchParams(data as Record<string, string>) : JSON.stringify(data);
}

/** As WeChat does with `dataType: 'json'`: an answer that is no JSON stays text. */
function parse(text: string, dataType: string): unknown {
  if (dataType !== 'json') return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

interface UploadOptions {
  url: string;
  filePath: string;
  name: string;
  header?: Record<string, string>;
  formData?: Record<string, string>;
}

async function upload(options: UploadOptions, signal: AbortSignal, onProgress: (progress: Progress) => void) {
  const { url, filePath, name, header = {}, formData = {} } = options;
  const form = new FormData();
  for (const [key, value] of Object.entries(formData)) form.append(key, value);
  form.append(name, await readTemporary(filePath), filePath.split('/').at(-1));
  const { status, text } = await uploadBlob(new URL(url, document.baseURI).href, form, header, signal, onProgress);
  return { data: text, statusCode: status };
}

async function download(url: string, header: Record<string, string>, signal: AbortSignal) {
  const response = await fetchOverNetwork(new URL(url, document.baseURI), { headers: header, signal });
  return { tempFilePath: URL.createObjectURL(await response.blob()), statusCode: response.status };
}

const networkListeners = new Set<(status: object) => void>();
for (const type of ['online', 'offline']) {
  window.addEventListener(type, () => {
    const status = { isConnected: isOnline(), networkType: isOnline() ? 'wifi' : 'none' };
    for (const listener of networkListeners) listener(status);
  });
}

export const networkApi = {
  request(options: RequestOptions) {
    const task = new Task<{ data: ArrayBuffer }>();
    const answer = asyncApi('request', (given: RequestOptions) => send(given, task.stop.signal, task.tell))(options);
    return Object.assign(answer ?? {}, { abort: task.abort, onChunkReceived: task.listen });
  },
  uploadFile(options: UploadOptions) {
    const task = new Task<Progress>();
    const answer = asyncApi('uploadFile', (given: UploadOptions) => upload(given, task.stop.signal, task.tell))(
      options,
    );
    return Object.assign(answer ?? {}, { abort: task.abort, onProgressUpdate: task.listen });
  },
  downloadFile(options: { url: string; header?: Record<string, string> }) {
    const task = new Task<Progress>();
    const run = ({ url, header = {} }: typeof options) => download(url, header, task.stop.signal);
    const answer = asyncApi('downloadFile', run)(options);
    return Object.assign(answer ?? {}, { abort: task.abort, onProgressUpdate: task.listen });
  },
  connectSocket,
  getNetworkType: asyncApi('getNetworkType', () => ({ networkType: isOnline() ? 'wifi' : 'none' })),
  onNetworkStatusChange: (listener: (status: object) => void) => networkListeners.add(listener),
  offNetworkStatusChange: (listener: (status: object) => void) => networkListeners.delete(listener),
};
