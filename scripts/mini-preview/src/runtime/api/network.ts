import { carry, fetchOverNetwork, isOnline, networkType, onNetwork } from '../network.js';
import { asyncApi } from './api.js';
import { userFiles } from './own-files.js';
import { socketApi } from './socket.js';
import { keepTemporary, readTemporary } from './temporary-files.js';
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
  ignore = (listener: (event: Event) => void) => void this.#listeners.delete(listener);
  tell = (event: Event) => {
    for (const listener of this.#listeners) listener(event);
  };
}

async function send(
  options: RequestOptions,
  signal: AbortSignal,
  onChunk: (chunk: { data: ArrayBuffer }) => void,
  onHead: (head: { header: object; statusCode: number }) => void,
) {
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
  onHead({ header: result.header, statusCode: response.status });
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
  const { size } = await readTemporary(filePath);
  await carry(size, signal);
  const form = new FormData();
  for (const [key, value] of Object.entries(formData)) form.append(key, value);
  form.append(name, await readTemporary(filePath), filePath.split('/').at(-1));
  const { status, text } = await uploadBlob(new URL(url, document.baseURI).href, form, header, signal, onProgress);
  return { data: text, statusCode: status };
}

interface DownloadOptions {
  url: string;
  header?: Record<string, string>;
  /** Where to keep the file, below `wx.env.USER_DATA_PATH`. */
  filePath?: string;
  /** Milliseconds. */
  timeout?: number;
}

interface DownloadProgress {
  progress: number;
  totalBytesWritten: number;
  totalBytesExpectedToWrite: number;
}

async function download(options: DownloadOptions, signal: AbortSignal, tell: (progress: DownloadProgress) => void) {
  const { url, header = {}, filePath, timeout = 60_000 } = options;
  const limit = AbortSignal.any([signal, AbortSignal.timeout(timeout)]);
  const response = await fetchOverNetwork(new URL(url, document.baseURI), { headers: header, signal: limit });
  const expected = Number(response.headers.get('content-length') ?? 0);
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let written = 0;
  const reader = response.body?.getReader();
  for (let piece = await reader?.read(); piece && !piece.done; piece = await reader!.read()) {
    chunks.push(piece.value);
    written += piece.value.length;
    const progress = expected > 0 ? Math.round((written / expected) * 100) : 0;
    tell({ progress, totalBytesWritten: written, totalBytesExpectedToWrite: expected });
  }
  const blob = new Blob(chunks, { type: response.headers.get('content-type') ?? '' });
  if (filePath) userFiles.write(filePath, new Uint8Array(await blob.arrayBuffer()));
  return { ...(filePath ? { filePath } : { tempFilePath: keepTemporary(blob) }), statusCode: response.status };
}

type StatusListener = (status: { isConnected: boolean; networkType: string }) => void;

const networkListeners = new Set<StatusListener>();
onNetwork(() => {
  const status = { isConnected: isOnline(), networkType: networkType() };
  for (const listener of networkListeners) listener(status);
});

export const networkApi = {
  ...socketApi,
  request(options: RequestOptions) {
    const task = new Task<{ data: ArrayBuffer }>();
    const heads = new Task<{ header: object; statusCode: number }>();
    const run = (given: RequestOptions) => send(given, task.stop.signal, task.tell, heads.tell);
    const answer = asyncApi('request', run)(options);
    return Object.assign(answer ?? {}, {
      abort: task.abort,
      onChunkReceived: task.listen,
      offChunkReceived: task.ignore,
      onHeadersReceived: heads.listen,
      offHeadersReceived: heads.ignore,
    });
  },
  uploadFile(options: UploadOptions) {
    const task = new Task<Progress>();
    const run = (given: UploadOptions) => upload(given, task.stop.signal, task.tell);
    return asProgress(asyncApi('uploadFile', run)(options), task);
  },
  downloadFile(options: DownloadOptions) {
    const task = new Task<DownloadProgress>();
    const run = (given: DownloadOptions) => download(given, task.stop.signal, task.tell);
    return asProgress(asyncApi('downloadFile', run)(options), task);
  },
  getNetworkType: asyncApi('getNetworkType', () => ({ networkType: networkType() })),
  onNetworkStatusChange: (listener: StatusListener) => networkListeners.add(listener),
  offNetworkStatusChange: (listener?: StatusListener) =>
    listener ? networkListeners.delete(listener) : networkListeners.clear(),
};

function asProgress<Event>(answer: object | undefined, task: Task<Event>) {
  return Object.assign(answer ?? {}, {
    abort: task.abort,
    onProgressUpdate: task.listen,
    offProgressUpdate: task.ignore,
  });
}
