import { carry, fetchOverNetwork } from '../../network.js';
import { asyncApi } from '../api.js';
import { keepTemporary, readTemporary } from '../temporary-files.js';
import { uploadBlob } from '../upload-blob.js';
import { type CloudConfig, devOpenid, envOf, post, postJson, readAnswer } from './door.js';
import { temporaryUrl } from './temp-url.js';
import { uploadApi } from './upload-task.js';

interface FileList {
  fileList: (string | { fileID: string; maxAge?: number })[];
  config?: CloudConfig;
}

const uploadFile = uploadApi(async ({ cloudPath, filePath, config }, signal, onProgress) => {
  const query = new URLSearchParams({ env: envOf(config), cloudPath });
  const path = `uploadFile?${query}`;
  const blob = await readTemporary(filePath);
  await carry(blob.size, signal);
  const headers = { 'x-dev-openid': devOpenid(), 'content-type': blob.type || 'application/octet-stream' };
  const { status, text } = await uploadBlob(`/__cloud/${path}`, blob, headers, signal, onProgress);
  return { fileID: readAnswer(path, status, text).fileID, statusCode: 200 };
});

const env = (config?: CloudConfig) => ({ env: envOf(config) });

export const fileApi = {
  uploadFile,
  downloadFile: asyncApi('cloud.downloadFile', async ({ fileID, config }: { fileID: string; config?: CloudConfig }) => {
    const response = await fetchOverNetwork(await temporaryUrl(fileID, envOf(config)));
    if (!response.ok) throw new Error(`the file answered ${response.status}: ${fileID}`);
    return { tempFilePath: keepTemporary(await response.blob()), statusCode: response.status };
  }),
  getTempFileURL: asyncApi('cloud.getTempFileURL', ({ fileList, config }: FileList) =>
    postJson('getTempFileURL', { ...env(config), fileList }),
  ),
  deleteFile: asyncApi('cloud.deleteFile', ({ fileList, config }: FileList) =>
    post(
      'deleteFile',
      JSON.stringify({
        ...env(config),
        fileList: fileList.map((file) => (typeof file === 'string' ? file : file.fileID)),
      }),
      'application/json',
    ),
  ),
};
