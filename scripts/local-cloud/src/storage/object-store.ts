import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { copyFile, type FileHandle, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';

/** One file of an environment. */
export interface StoredObject {
  path: string;
  size: number;
  contentType: string;
  /** Hexadecimal MD5, as COS gives it for a single upload. */
  etag: string;
  /** ms since the epoch. */
  modifiedAt: number;
  /** How long browsers may keep it, in the words of HTTP; absent when the sender said nothing. */
  cacheControl?: string;
  /** openid of who uploaded it; absent for what an administrator or a function did. */
  owner?: string;
  /** Everybody may read it, whatever the environment's level. */
  public: boolean;
}

export type ObjectAttributes = Pick<StoredObject, 'contentType' | 'owner' | 'public' | 'modifiedAt' | 'cacheControl'>;

/** A body was larger than the store takes. */
export class TooLarge extends Error {
  override readonly name = 'TooLarge';
}

/** The files of one environment: bodies as files, everything else in SQLite. A write that returned survives a crash. */
export interface ObjectStore {
  head(path: string): StoredObject | undefined;
  /** Files whose path begins with `prefix` and comes after `after`, by path. */
  list(prefix: string, after: string, limit: number): StoredObject[];
  /** Opens a body; undefined when there is no such file. The caller closes the handle. */
  open(path: string): Promise<{ object: StoredObject; body: FileHandle } | undefined>;
  /**
   * Adds or replaces a file; readers see the old one or the new one, never a part.
   * @throws TooLarge above `limit` bytes
   */
  write(path: string, body: AsyncIterable<Buffer>, attributes: ObjectAttributes, limit: number): Promise<StoredObject>;
  copy(source: StoredObject, path: string, modifiedAt: number): Promise<StoredObject>;
  /** Says whether there was one. */
  remove(path: string): Promise<boolean>;
  setting(name: string): string | undefined;
  set(name: string, value: string): void;
  /** How many files there are, and their bytes. */
  usage(): { files: number; bytes: number };
  close(): void;
}

interface Row {
  path: string;
  size: number;
  content_type: string;
  etag: string;
  modified_at: number;
  owner: string | null;
  public: number;
  blob: string;
  cache_control: string | null;
}

const SCHEMA = `
  create table if not exists objects (
    path text primary key, size integer not null, content_type text not null, etag text not null,
    modified_at real not null, owner text, public integer not null, blob text not null unique,
    cache_control text
  ) without rowid;
  create table if not exists settings (name text primary key, value text not null);
`;

export function openObjectStore(folder: string): ObjectStore {
  const blobs = join(folder, 'blobs');
  const drafts = join(folder, 'drafts');
  rmSync(drafts, { recursive: true, force: true });
  for (const one of [blobs, drafts]) mkdirSync(one, { recursive: true });
  const db = new DatabaseSync(join(folder, 'index.sqlite'));
  db.exec(`pragma journal_mode = wal; pragma synchronous = full; ${SCHEMA}`);
  addCacheControl(db);
  const byPath = db.prepare('select * from objects where path = ?');
  const byPrefix = db.prepare(
    'select * from objects where path > ? and path >= ? and path < ? || char(1114111) order by path limit ?',
  );
  const upsert = db.prepare('insert or replace into objects values (?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const drop = db.prepare('delete from objects where path = ?');
  const totals = db.prepare('select count(*) as files, coalesce(sum(size), 0) as bytes from objects');
  const getSetting = db.prepare('select value from settings where name = ?');
  const putSetting = db.prepare('insert or replace into settings values (?, ?)');
  sweep();

  /** Removes bodies that a crash left without a record. */
  function sweep() {
    const known = new Set(
      db
        .prepare('select blob from objects')
        .all()
        .map((row) => (row as Row).blob),
    );
    for (const name of readdirSync(blobs)) if (!known.has(name)) rmSync(join(blobs, name));
  }

  const row = (path: string) => byPath.get(path) as Row | undefined;

  async function commit(path: string, draft: string, made: Omit<StoredObject, 'path'>): Promise<StoredObject> {
    const blob = randomUUID();
    await rename(draft, join(blobs, blob));
    await syncFolder(blobs);
    const old = row(path);
    const { size, contentType, etag, modifiedAt, owner, public: open, cacheControl } = made;
    const flags = [owner ?? null, open ? 1 : 0, blob, cacheControl ?? null] as const;
    upsert.run(path, size, contentType, etag, modifiedAt, ...flags);
    if (old) await rm(join(blobs, old.blob), { force: true });
    return { path, ...made };
  }

  async function write(
    path: string,
    body: AsyncIterable<Buffer>,
    attributes: ObjectAttributes,
    limit: number,
  ): Promise<StoredObject> {
    const draft = join(drafts, randomUUID());
    const hash = createHash('md5');
    let size = 0;
    const file = await open(draft, 'wx');
    try {
      for await (const chunk of body) {
        size += chunk.length;
        if (size > limit) throw new TooLarge(`the file is larger than ${limit} bytes`);
        hash.update(chunk);
        await file.writeFile(chunk);
      }
      await file.sync();
      await file.close();
      return await commit(path, draft, { ...attributes, size, etag: hash.digest('hex') });
    } catch (error) {
      await file.close().catch(() => undefined);
      await rm(draft, { force: true });
      throw error;
    }
  }

  return {
    write,
    head(path) {
      const found = row(path);
      return found && toObject(found);
    },
    list: (prefix, after, limit) => (byPrefix.all(after, prefix, prefix, limit) as Row[]).map(toObject),
    async open(path) {
      for (let found = row(path), tries = 0; found && tries < 3; found = row(path), tries++) {
        try {
          return { object: toObject(found), body: await open(join(blobs, found.blob), 'r') };
        } catch (error) {
          // Replaced between the look-up and the opening: look again.
          if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
        }
      }
      return undefined;
    },
    async copy(source, path, modifiedAt) {
      const draft = join(drafts, randomUUID());
      await copyFile(join(blobs, row(source.path)!.blob), draft);
      const file = await open(draft, 'r+');
      await file.sync();
      await file.close();
      const { path: _, ...rest } = source;
      return commit(path, draft, { ...rest, modifiedAt });
    },
    async remove(path) {
      const old = row(path);
      if (!old) return false;
      drop.run(path);
      await rm(join(blobs, old.blob), { force: true });
      return true;
    },
    setting: (name) => (getSetting.get(name) as { value: string } | undefined)?.value,
    set: (name, value) => void putSetting.run(name, value),
    usage: () => ({ ...(totals.get() as { files: number; bytes: number }) }),
    close: () => db.close(),
  };
}

function toObject(row: Row): StoredObject {
  const { path, size, content_type: contentType, etag, modified_at: modifiedAt, owner, cache_control } = row;
  return {
    path,
    size,
    contentType,
    etag,
    modifiedAt,
    public: row.public === 1,
    ...(owner !== null && { owner }),
    ...(cache_control !== null && { cacheControl: cache_control }),
  };
}

/** Stores of before 2026-11-21 have no such column. */
function addCacheControl(db: InstanceType<typeof DatabaseSync>): void {
  const columns = db.prepare("select name from pragma_table_info('objects')").all() as { name: string }[];
  if (columns.some(({ name }) => name === 'cache_control')) return;
  db.exec('alter table objects add column cache_control text');
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  await folder.sync();
  await folder.close();
}
