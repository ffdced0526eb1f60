import type { IncomingMessage } from 'node:http';
import { CloudError, type CloudErrorCode } from '../kernel/cloud-error.js';
import { guard } from '../kernel/guard.js';
import { type Exchange, type Route, readJson, sendJson } from '../kernel/http.js';
import type { Kernel } from '../kernel/kernel.js';
import { mayRead, mayWrite } from './access.js';
import { BATCH_LIMIT, DEFAULT_MAX_AGE, findFile } from './actions.js';
import type { Bucket, Buckets } from './bucket.js';
import { openidOf } from './caller.js';
import { checkCloudPath } from './cloud-path.js';
import { contentTypeOf } from './content-type.js';
import { fileIdOf } from './file-id.js';
import { readFormFile } from './form-file.js';
import { TooLarge } from './object-store.js';
import { CosError } from './xml-error.js';

const WECHAT_CODES: Partial<Record<CloudErrorCode, [number, string]>> = {
  INVALIID_ENV: [-501005, 'invalid env'],
  INVALID_PARAM: [-501007, 'invalid parameters'],
  STORAGE_REQUEST_FAIL: [-503001, 'cloud storage request fail'],
  STORAGE_EXCEED_AUTHORITY: [-503002, 'cloud storage permission denied'],
  STORAGE_FILE_NONEXIST: [-503003, 'cloud storage file not exists'],
};

/**
 * What `wx.cloud` does with files; the header `x-dev-openid` says who. Answers as `wx.cloud` does, failures as
 * `{errCode, errMsg}` with status 200:
 * `POST /__cloud/uploadFile?env=&cloudPath=` (raw body, or a form with `file`) → `{fileID, statusCode}`;
 * `POST /__cloud/getTempFileURL` `{env, fileList}` → `{fileList: [{fileID, tempFileURL, maxAge, status, errMsg}]}`;
 * `POST /__cloud/deleteFile` `{env, fileList}` → `{fileList: [{fileID, status, errMsg}]}`.
 */
export function createMiniProgramDoor(
  kernel: Kernel,
  buckets: Buckets,
  options: { largest: number; allowOrigins?: readonly string[] },
): Route[] {
  const bucketOf = (env: unknown): Bucket => {
    if (typeof env !== 'string' || !kernel.hasEnvironment(env)) {
      throw new CloudError('INVALIID_ENV', `environment ${String(env)} does not exist`);
    }
    return buckets.of(env);
  };

  const door = (name: string, act: (exchange: Exchange, openid: string | undefined) => Promise<object>): Route => ({
    method: 'POST',
    path: `/__cloud/${name}`,
    async handle(exchange) {
      guard(exchange.request, kernel.baseUrl(), { allowOrigins: options.allowOrigins });
      try {
        const answer = await act(exchange, openidOf(exchange.request));
        sendJson(exchange.response, 200, { ...answer, errMsg: `cloud.${name}:ok` });
      } catch (error) {
        exchange.request.resume();
        const { code, message } = toCloudError(error);
        const [errCode, text] = WECHAT_CODES[code] ?? [-501001, 'resource system error'];
        sendJson(exchange.response, 200, { errCode, errMsg: `cloud.${name}:fail ${errCode} ${text}. ${message}` });
      }
    },
  });

  return [
    door('uploadFile', async ({ request, url }, openid) => {
      const bucket = bucketOf(url.searchParams.get('env'));
      const path = checkCloudPath(url.searchParams.get('cloudPath'));
      if (!mayWrite(bucket.level(), bucket.store.head(path), openid)) throw denied(path);
      const attributes = { owner: openid, public: false, modifiedAt: bucket.now() };
      await eachBody(request, (body, said) => {
        const contentType = contentTypeOf(path, said);
        return bucket.store.write(path, body, { ...attributes, contentType }, options.largest);
      });
      return { fileID: fileIdOf(bucket.env, path), statusCode: 200 };
    }),
    door('getTempFileURL', async ({ request }, openid) => {
      const { env, fileList } = await readJson(request, 100_000);
      const bucket = bucketOf(env);
      return { fileList: readList(fileList).map((item) => temporaryUrl(bucket, item, openid)) };
    }),
    door('deleteFile', async ({ request }, openid) => {
      const { env, fileList } = await readJson(request, 100_000);
      const bucket = bucketOf(env);
      return { fileList: await Promise.all(readList(fileList).map((item) => remove(bucket, item, openid))) };
    }),
  ];
}

function temporaryUrl(bucket: Bucket, item: unknown, openid: string | undefined) {
  const { fileID, maxAge = DEFAULT_MAX_AGE } =
    typeof item === 'object' && item !== null ? (item as { fileID?: unknown; maxAge?: number }) : { fileID: item };
  const object = findFile(bucket, fileID);
  if (!object) return { fileID, tempFileURL: '', maxAge, status: -503003, errMsg: 'STORAGE_FILE_NONEXIST' };
  if (!mayRead(bucket.level(), object, openid)) {
    return { fileID, tempFileURL: '', maxAge, status: -503002, errMsg: 'STORAGE_EXCEED_AUTHORITY' };
  }
  return { fileID, tempFileURL: bucket.downloadUrl(object, maxAge), maxAge, status: 0, errMsg: 'ok' };
}

async function remove(bucket: Bucket, fileID: unknown, openid: string | undefined) {
  const object = findFile(bucket, fileID);
  if (!object) return { fileID, status: -503003, errMsg: 'STORAGE_FILE_NONEXIST' };
  if (!mayWrite(bucket.level(), object, openid)) return { fileID, status: -503002, errMsg: 'STORAGE_EXCEED_AUTHORITY' };
  await bucket.store.remove(object.path);
  return { fileID, status: 0, errMsg: 'ok' };
}

async function eachBody(
  request: IncomingMessage,
  use: (body: AsyncIterable<Buffer>, said?: string) => Promise<unknown>,
): Promise<void> {
  const said = request.headers['content-type'];
  if (said?.startsWith('multipart/form-data')) {
    await readFormFile(request, async (_, body, type) => void (await use(body, type)));
  } else {
    await use(request as AsyncIterable<Buffer>, said);
  }
}

function readList(value: unknown): unknown[] {
  if (Array.isArray(value) && value.length > 0 && value.length <= BATCH_LIMIT) return value;
  throw new CloudError('INVALID_PARAM', `fileList must hold 1 to ${BATCH_LIMIT} files`);
}

const denied = (path: string) => new CloudError('STORAGE_EXCEED_AUTHORITY', `you may not write ${path}`);

function toCloudError(error: unknown): CloudError {
  if (error instanceof CloudError) return error;
  if (error instanceof TooLarge || error instanceof CosError) {
    return new CloudError('STORAGE_REQUEST_FAIL', error.message);
  }
  throw error;
}
