import { asyncApi } from '../api/api.js';
import { uploadApi } from '../api/cloud/upload-task.js';
import { keepTemporary, readTemporary } from '../api/temporary-files.js';
import { uploadBlob } from '../api/upload-blob.js';
import { carry, fetchOverNetwork } from '../network.js';
import { callAction } from './http-api.js';

interface UploadRequest {
  url: string;
  headers: Record<string, string>;
  uploaded: string;
}

interface FileList {
  fileList: (string | { fileID: string })[];
}

/** In one call, as in WeChat. */
const MOST_FILES = 50;
const NOT_FOUND = { status: -503003, errMsg: 'STORAGE_FILE_NONEXIST' };

/** Puts a file at a place that `file-ticket` gave: from the browser straight into the storage. */
const uploadFile = uploadApi(async ({ cloudPath, filePath }, signal, onProgress) => {
  const blob = await readTemporary(filePath);
  const { url, headers, uploaded } = (await dataOf('file-upload', { cloudPath })) as UploadRequest;
  await carry(blob.size, signal);
  const { status } = await uploadBlob(url, blob, headers, signal, onProgress, 'PUT');
  if (status < 200 || status >= 300) throw new Error(`the storage answers ${status}`);
  return { fileID: uploaded, statusCode: status };
});

/**
 * Files of one's own, by the ids that `uploadFile` gave. A browser has no rights of its own in the storage: `file-url` and `file-delete` know
 * whose a file is.
 */
export const fileApi = {
  uploadFile,
  getTempFileURL: asyncApi('cloud.getTempFileURL', async ({ fileList }: FileList) => ({
    fileList: await each(fileList, async (fileID) => {
      const url = await urlOf(fileID);
      return url ? { fileID, tempFileURL: url, status: 0, errMsg: 'ok' } : { fileID, tempFileURL: '', ...NOT_FOUND };
    }),
  })),
  downloadFile: asyncApi('cloud.downloadFile', async ({ fileID }: { fileID: string }) => {
    const url = await urlOf(fileID);
    if (!url) throw new Error(`${NOT_FOUND.errMsg}: ${fileID}`);
    const response = await fetchOverNetwork(url);
    if (!response.ok) throw new Error(`the file answered ${response.status}: ${fileID}`);
    return { tempFilePath: keepTemporary(await response.blob()), statusCode: response.status };
  }),
  deleteFile: asyncApi('cloud.deleteFile', async ({ fileList }: FileList) => ({
    fileList: await each(fileList, async (fileID) => {
      const isDeleted = await aboutOwn('file-delete', fileID);
      return { fileID, ...(isDeleted ? { status: 0, errMsg: 'ok' } : NOT_FOUND) };
    }),
  })),
};

/** The address of a file of one's own, for some minutes; undefined when there is none, or it has not been committed. */
export async function urlOf(fileID: string): Promise<string | undefined> {
  return ((await aboutOwn('file-url', fileID)) as { url: string } | undefined)?.url;
}

/** Asks about a file by the name of its place, which is what the app's actions know it by. Undefined when there is none of one's own. */
async function aboutOwn(action: string, fileID: string): Promise<unknown> {
  const fileId = /\/(fil_[0-9A-Z]{26})\.\w+$/.exec(fileID)?.[1];
  if (!fileId) return undefined;
  const answer = await callAction(action, { fileId });
  if (answer.ok) return answer.data;
  if (answer.error.code === 'FILE_NOT_FOUND') return undefined;
  throw new Error(answer.error.message);
}

function each<Result>(files: FileList['fileList'], one: (fileID: string) => Promise<Result>): Promise<Result[]> {
  if (files.length === 0 || files.length > MOST_FILES) throw new Error(`fileList must hold 1 to ${MOST_FILES} files`);
  return Promise.all(files.map((file) => one(typeof file === 'string' ? file : file.fileID)));
}

async function dataOf(action: string, input: object): Promise<unknown> {
  const answer = await callAction(action, input);
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.data;
}
