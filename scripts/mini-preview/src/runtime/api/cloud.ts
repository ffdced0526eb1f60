import { fetchOverNetwork } from '../network.js';
import { cloudFileUrl } from '../resource.js';
import { theApp } from '../source.js';
import { ApiError, asyncApi } from './api.js';
import { readTemporary } from './media.js';

let env: string | undefined;

/** Who the person in front of this page is, for the local cloud. */
export function devOpenid(): string {
  return localStorage.getItem('dev-openid') ?? 'dev-user-1';
}

function envOf(config?: { env?: string }): string {
  return config?.env ?? env ?? theApp().env;
}

async function post(path: string, body: BodyInit, contentType: string): Promise<Record<string, unknown>> {
  const headers = { 'content-type': contentType, 'x-dev-openid': devOpenid() };
  const response = await fetchOverNetwork(`/__cloud/${path}`, { method: 'POST', headers, body });
  const text = await response.text();
  let answer: Record<string, unknown>;
  try {
    answer = JSON.parse(text) as Record<string, unknown>;
  } catch {
    throw new ApiError(`the local cloud answered ${response.status} without JSON at /__cloud/${path}`, { errCode: -1 });
  }
  if (answer.errCode || !response.ok) {
    const message = String(answer.errMsg ?? answer.message ?? `status ${response.status}`);
    throw new ApiError(message.replace(/^cloud\.\w+:fail\s*/, ''), { ...answer, errCode: answer.errCode ?? -1 });
  }
  return answer;
}

interface CallOptions {
  name: string;
  data?: unknown;
  config?: { env?: string };
}

interface FilesOptions {
  fileList: (string | { fileID: string; maxAge?: number })[];
  config?: { env?: string };
}

const idOf = (file: string | { fileID: string }) => (typeof file === 'string' ? file : file.fileID);

/** `wx.cloud`, served by the doors of the local cloud on the same origin. */
export const cloudApi = {
  init(options: { env?: string | { functions?: string; default?: string } } = {}) {
    env = typeof options.env === 'object' ? (options.env.functions ?? options.env.default) : options.env;
  },
  callFunction: asyncApi('cloud.callFunction', ({ name, data = {}, config }: CallOptions) =>
    post('callFunction', JSON.stringify({ env: envOf(config), name, data }), 'application/json'),
  ),
  uploadFile: asyncApi(
    'cloud.uploadFile',
    async ({ cloudPath, filePath, config }: { cloudPath: string; filePath: string; config?: { env?: string } }) => {
      const blob = await readTemporary(filePath);
      const query = new URLSearchParams({ env: envOf(config), cloudPath });
      const answer = await post(`uploadFile?${query}`, blob, blob.type || 'application/octet-stream');
      return { fileID: answer.fileID, statusCode: 200 };
    },
  ),
  downloadFile: asyncApi('cloud.downloadFile', async ({ fileID }: { fileID: string }) => {
    const response = await fetchOverNetwork(cloudFileUrl(fileID));
    if (!response.ok) throw new ApiError(`file not exist: ${fileID}`, { errCode: -503003 });
    return { tempFilePath: URL.createObjectURL(await response.blob()), statusCode: response.status };
  }),
  getTempFileURL: asyncApi('cloud.getTempFileURL', ({ fileList }: FilesOptions) => ({
    fileList: fileList.map((file) => ({
      fileID: idOf(file),
      tempFileURL: new URL(cloudFileUrl(idOf(file)), location.href).href,
      status: 0,
      errMsg: 'ok',
    })),
  })),
  deleteFile: asyncApi('cloud.deleteFile', ({ fileList, config }: FilesOptions) =>
    post('deleteFile', JSON.stringify({ env: envOf(config), fileList: fileList.map(idOf) }), 'application/json'),
  ),
};
