import type { AdminAction } from '../kernel/admin.js';
import type { Route } from '../kernel/http.js';
import type { Kernel } from '../kernel/kernel.js';
import type { AccessLevel } from './access.js';
import { createActions } from './actions.js';
import { createBuckets } from './bucket.js';
import { checkCloudPath } from './cloud-path.js';
import { contentTypeOf } from './content-type.js';
import { createDownloadDoor } from './download-door.js';
import { fileIdOf } from './file-id.js';
import { createHub } from './hub.js';
import { createMiniProgramDoor } from './mini-program-door.js';
import type { StoredObject } from './object-store.js';
import { createUploadDoor } from './upload-door.js';

export type { AccessLevel } from './access.js';
export { fileIdOf, parseFileId } from './file-id.js';
export type { StoredObject } from './object-store.js';

/** A file as it is listed. */
export type ListedFile = StoredObject & { fileID: string };

/** Files of every environment, as CloudBase storage keeps them. */
export interface StorageService {
  /** `storage.*`, by action name. */
  actions: Record<string, AdminAction>;
  /** `/__cos/…`, `/__cloud/file/…`, `/__cloud/uploadFile` and its kin, `/__hub/storage`. */
  routes: Route[];
  /** Files whose path begins with `prefix` and comes after `after`, by path, `limit` at most. */
  listFiles(env: string, prefix?: string, options?: { after?: string; limit?: number }): ListedFile[];
  /**
   * Stores a file as an administrator.
   * @returns its file id
   * @throws CloudError INVALID_PARAM for a path that storage does not take
   */
  put(env: string, path: string, bytes: Buffer, options?: { contentType?: string; public?: boolean }): Promise<string>;
  /** Deletes a file as an administrator; says whether there was one. */
  remove(env: string, path: string): Promise<boolean>;
  /** Where a file can be fetched for `maxAge` seconds, percent-encoded; undefined when there is none. */
  fileUrl(env: string, path: string, maxAge?: number): string | undefined;
  /** Who may read and write through the mini-program's doors. */
  setAccess(env: string, level: AccessLevel): void;
  close(): Promise<void>;
}

export interface StorageOptions {
  /** Bytes of one file at most; 2 GiB unless told. */
  largest?: number;
  /** Origins besides the local cloud's own whose pages may call the mini-program's doors. */
  allowOrigins?: readonly string[];
}

export function createStorageService(kernel: Kernel, options: StorageOptions = {}): StorageService {
  const { largest = 2 * 1024 ** 3, allowOrigins } = options;
  const buckets = createBuckets(kernel);
  return {
    actions: createActions(kernel, buckets),
    routes: [
      ...createUploadDoor(kernel, buckets, largest),
      ...createDownloadDoor(kernel, buckets),
      ...createMiniProgramDoor(kernel, buckets, { largest, allowOrigins }),
      ...createHub(kernel, buckets),
    ],
    listFiles: (env, prefix = '', { after = '', limit = 1000 } = {}) =>
      buckets
        .of(env)
        .store.list(prefix, after, limit)
        .map((object) => ({ ...object, fileID: fileIdOf(env, object.path) })),
    async put(env, path, bytes, { contentType, public: open = false } = {}) {
      const bucket = buckets.of(env);
      const attributes = {
        contentType: contentType ?? contentTypeOf(path),
        public: open,
        modifiedAt: bucket.now(),
      };
      await bucket.store.write(checkCloudPath(path), once(bytes), attributes, largest);
      return fileIdOf(env, path);
    },
    remove: (env, path) => buckets.of(env).store.remove(path),
    fileUrl(env, path, maxAge = 600) {
      const bucket = buckets.of(env);
      const object = bucket.store.head(path);
      return object && encodeURI(bucket.downloadUrl(object, maxAge));
    },
    setAccess: (env, level) => buckets.of(env).setLevel(level),
    async close() {
      buckets.close();
    },
  };
}

async function* once(bytes: Buffer) {
  yield bytes;
}
