import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { join } from 'node:path';
import type { Kernel } from '../kernel/kernel.js';
import { ACCESS_LEVELS, type AccessLevel, DEFAULT_LEVEL, isOpen } from './access.js';
import { type ObjectStore, openObjectStore, type StoredObject } from './object-store.js';

const UPLOAD_LIFE = 15 * 60_000;

/** The storage of one environment: its files, its access level and its signatures. */
export interface Bucket {
  env: string;
  store: ObjectStore;
  now(): number;
  level(): AccessLevel;
  setLevel(level: AccessLevel): void;
  /**
   * Where a file can be fetched, not percent-encoded, as the SDKs expect it. A file that everybody may read has a lasting
   * address; any other is signed for `maxAge` seconds of the virtual clock.
   */
  downloadUrl(object: StoredObject, maxAge: number): string;
  /** Says whether the query of a download address is signed for this path and has not expired. */
  isDownloadSigned(path: string, query: URLSearchParams): boolean;
  /** What allows one upload to a path within 15 minutes. */
  uploadTicket(path: string): string;
  isUploadTicket(path: string, ticket: string): boolean;
}

/** Opens buckets at first use. */
export function createBuckets(kernel: Kernel) {
  const open = new Map<string, Bucket>();
  return {
    of(env: string): Bucket {
      const known = open.get(env);
      if (known) return known;
      const bucket = openBucket(kernel, env);
      open.set(env, bucket);
      return bucket;
    },
    close() {
      for (const bucket of open.values()) bucket.store.close();
      open.clear();
    },
  };
}

export type Buckets = ReturnType<typeof createBuckets>;

function openBucket(kernel: Kernel, env: string): Bucket {
  const store = openObjectStore(join(kernel.dataDir, env, 'storage'));
  const now = () => kernel.clock.now();
  const secret = store.setting('secret') ?? randomBytes(32).toString('hex');
  store.set('secret', secret);
  const sign = (...parts: (string | number)[]) => createHmac('sha256', secret).update(parts.join('\n')).digest('hex');

  const level = () => {
    const stored = store.setting('level');
    return ACCESS_LEVELS.find((one) => one === stored) ?? DEFAULT_LEVEL;
  };

  return {
    env,
    store,
    now,
    level,
    setLevel: (next) => store.set('level', next),
    downloadUrl(object, maxAge) {
      const address = `${kernel.baseUrl()}/__cloud/file/${env}/${object.path}`;
      if (isOpen(level(), object)) return address;
      const expires = Math.ceil(now() / 1000) + maxAge;
      return `${address}?sign=${sign('get', object.path, expires)}&t=${expires}`;
    },
    isDownloadSigned(path, query) {
      const expires = Number(query.get('t'));
      const given = query.get('sign') ?? '';
      return now() / 1000 <= expires && equal(given, sign('get', path, expires));
    },
    uploadTicket(path) {
      const expires = now() + UPLOAD_LIFE;
      return `q-sign-algorithm=sha1&q-ak=LOCAL&q-sign-time=${expires}&q-signature=${sign('put', path, expires)}`;
    },
    isUploadTicket(path, ticket) {
      const parts = new URLSearchParams(ticket);
      const expires = Number(parts.get('q-sign-time'));
      return now() <= expires && equal(parts.get('q-signature') ?? '', sign('put', path, expires));
    },
  };
}

const equal = (a: string, b: string) => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
