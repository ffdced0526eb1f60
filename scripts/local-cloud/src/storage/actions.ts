import type { AdminAction } from '../kernel/admin.js';
import { CloudError } from '../kernel/cloud-error.js';
import type { Kernel } from '../kernel/kernel.js';
import { mayRead, mayWrite } from './access.js';
import type { Bucket, Buckets } from './bucket.js';
import { checkCloudPath } from './cloud-path.js';
import { fileIdOf, parseFileId } from './file-id.js';
import type { StoredObject } from './object-store.js';
import { COS_PATH } from './upload-door.js';

/** Files in one call at most (CloudBase system limits). */
export const BATCH_LIMIT = 50;
/** Seconds that the address of a private file lives unless asked otherwise. */
export const DEFAULT_MAX_AGE = 600;
/** A year: what is meant to last longer is meant to be public. */
const LONGEST_AGE = 365 * 24 * 3600;

/** What SDKs call at `/admin`; functions and administrators may read and write every file. */
export function createActions(kernel: Kernel, buckets: Buckets): Record<string, AdminAction> {
  const bucketOf = (env: string): Bucket => {
    if (!kernel.hasEnvironment(env)) throw new CloudError('INVALIID_ENV', `environment ${env} does not exist`);
    return buckets.of(env);
  };
  return {
    'storage.getUploadMetadata': ({ env, body }) => {
      const bucket = bucketOf(env);
      const path = checkCloudPath(body.path);
      const key = body.method === 'put' ? path.split('/').map(encodeURIComponent).join('/') : '';
      const fileId = fileIdOf(env, path);
      return {
        data: {
          url: `${kernel.baseUrl()}${COS_PATH}${env}/${key}`,
          token: 'local',
          authorization: bucket.uploadTicket(path),
          fileId,
          cosFileId: Buffer.from(fileId).toString('base64'),
          download_url: `${kernel.baseUrl()}/__cloud/file/${env}/${path}`,
        },
      };
    },
    'storage.batchGetDownloadUrl': ({ env, body }) => {
      const bucket = bucketOf(env);
      const list = readItems(body.file_list, 'file_list').map((item) => downloadItem(bucket, item));
      return { data: { download_list: list } };
    },
    'storage.batchDeleteFile': async ({ env, body }) => {
      const bucket = bucketOf(env);
      const ids = readIds(body.fileid_list, 'fileid_list');
      return { data: { delete_list: await Promise.all(ids.map((id) => deleteItem(bucket, id))) } };
    },
    'storage.batchCopyFile': async ({ env, body }) => {
      const bucket = bucketOf(env);
      const copies: unknown[] = [];
      const items = readItems(body.file_list, 'file_list').map(readCopy);
      for (const item of items) copies.push(await copyItem(bucket, item));
      return { data: { copy_list: copies } };
    },
    'storage.getFileAuthority': ({ env, body }) => {
      const bucket = bucketOf(env);
      const openid = typeof body.openId === 'string' && body.openId !== '' ? body.openId : undefined;
      return { data: readItems(body.fileList, 'fileList').map((item) => authorityItem(bucket, openid, item)) };
    },
  };
}

const NOT_FOUND = { code: 'STORAGE_FILE_NONEXIST', message: 'the file does not exist' };

/** The file behind an id, if it is of this environment and exists. */
export function findFile(bucket: Bucket, fileId: unknown): StoredObject | undefined {
  const place = parseFileId(fileId);
  return place?.env === bucket.env ? bucket.store.head(place.path) : undefined;
}

function downloadItem(bucket: Bucket, { name, fields }: Item) {
  const fileid = textOf(fields.fileid, `${name}.fileid`);
  const maxAge = readMaxAge(fields.max_age, `${name}.max_age`);
  const names = { fileid, fileID: fileid, maxAge };
  const object = findFile(bucket, fileid);
  if (!object) return { ...names, ...NOT_FOUND, tempFileURL: '', download_url: '' };
  const url = bucket.downloadUrl(object, maxAge);
  return { ...names, code: 'SUCCESS', message: '', tempFileURL: url, download_url: url };
}

async function deleteItem(bucket: Bucket, id: string) {
  const object = findFile(bucket, id);
  const gone = object !== undefined && (await bucket.store.remove(object.path));
  return { fileid: id, fileID: id, ...(gone ? { code: 'SUCCESS', message: '' } : NOT_FOUND) };
}

interface Copy {
  from: string;
  to: string;
  overwrite: boolean;
  removeOriginal: boolean;
}

/** Checked before the first file is touched, so that a mistake in the last one leaves nothing half done. */
function readCopy({ name, fields }: Item): Copy {
  return {
    from: checkCloudPath(fields.src_path, `${name}.src_path`),
    to: checkCloudPath(fields.dst_path, `${name}.dst_path`),
    overwrite: fields.overwrite !== false,
    removeOriginal: Boolean(fields.remove_original),
  };
}

async function copyItem(bucket: Bucket, { from, to: destination, overwrite, removeOriginal }: Copy) {
  const fileId = fileIdOf(bucket.env, destination);
  const source = bucket.store.head(from);
  if (!source) return { fileId: '', ...NOT_FOUND };
  if (!overwrite && bucket.store.head(destination)) {
    return { fileId: '', code: 'STORAGE_REQUEST_FAIL', message: `${destination} exists and overwrite is false` };
  }
  await bucket.store.copy(source, destination, bucket.now());
  if (removeOriginal && source.path !== destination) await bucket.store.remove(source.path);
  return { fileId, code: 'SUCCESS', message: '' };
}

function authorityItem(bucket: Bucket, openid: string | undefined, { name, fields: { path, type } }: Item) {
  const checked = checkCloudPath(path, `${name}.path`);
  const object = bucket.store.head(checked);
  const read = object !== undefined && mayRead(bucket.level(), object, openid);
  const write = mayWrite(bucket.level(), object, openid);
  const cosFileId = Buffer.from(fileIdOf(bucket.env, checked)).toString('base64');
  return { path: checked, type, cosFileId, read, write };
}

/** @throws CloudError INVALID_PARAM when it is no list of 1 to 50 */
function readList(value: unknown, name: string): unknown[] {
  if (!Array.isArray(value) || value.length === 0) throw new CloudError('INVALID_PARAM', `${name} must not be empty`);
  if (value.length > BATCH_LIMIT) {
    throw new CloudError('INVALID_PARAM', `${name} holds ${value.length} files; ${BATCH_LIMIT} at most in one call`);
  }
  return value;
}

/** One object of a list, and how an error names it. */
interface Item {
  name: string;
  fields: Record<string, unknown>;
}

/** @throws CloudError INVALID_PARAM naming the item that is no object */
function readItems(value: unknown, name: string): Item[] {
  return readList(value, name).map((item, at) => {
    if (typeof item === 'object' && item !== null && !Array.isArray(item)) {
      return { name: `${name}[${at}]`, fields: item as Record<string, unknown> };
    }
    throw new CloudError('INVALID_PARAM', `${name}[${at}] must be an object`);
  });
}

/** @throws CloudError INVALID_PARAM naming the item that is no text */
function readIds(value: unknown, name: string): string[] {
  return readList(value, name).map((id, at) => textOf(id, `${name}[${at}]`));
}

function textOf(value: unknown, name: string): string {
  if (typeof value === 'string') return value;
  throw new CloudError('INVALID_PARAM', `${name} must be a text`);
}

/** Seconds; nothing and 0 mean the default. */
function readMaxAge(value: unknown, name: string): number {
  if (value === undefined || value === null || value === 0) return DEFAULT_MAX_AGE;
  if (typeof value === 'number' && value >= 1 && value <= LONGEST_AGE) return Math.floor(value);
  throw new CloudError('INVALID_PARAM', `${name} must be 1 to ${LONGEST_AGE} seconds`);
}
