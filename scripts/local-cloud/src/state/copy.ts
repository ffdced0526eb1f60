import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { chmod, mkdir, readdir, readlink, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { DatabaseSync } from '@photostructure/sqlite';
import type { StateFile } from './manifest.js';

/** What SQLite keeps beside a database while it is open; a snapshot has it inside. */
const COMPANION = /\.sqlite-(wal|shm|journal)$/;
/** Uploads on their way: no state yet. */
const SKIPPED = new Set(['drafts']);
const TRIES = 3;

/**
 * Copies a folder of live state: databases as consistent snapshots, everything else as it is. What a snapshot speaks of is
 * copied after it; when something of that has gone in the meantime, the folder is copied anew.
 * @param prefix path of the folder within the export
 */
export async function copyLiveFolder(source: string, target: string, prefix: string): Promise<StateFile[]> {
  for (let tries = 1; ; tries++) {
    try {
      return await copyOnce(source, target, prefix);
    } catch (error) {
      if (tries === TRIES || (error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      await rm(target, { recursive: true, force: true });
    }
  }
}

async function copyOnce(source: string, target: string, prefix: string): Promise<StateFile[]> {
  const files: StateFile[] = [];
  await mkdir(target, { recursive: true });
  const entries = await readdir(source, { withFileTypes: true });
  const rank = (name: string) => (name.endsWith('.sqlite') ? 0 : 1);
  for (const entry of entries.sort((a, b) => rank(a.name) - rank(b.name) || (a.name < b.name ? -1 : 1))) {
    const [from, to, name] = [path.join(source, entry.name), path.join(target, entry.name), `${prefix}/${entry.name}`];
    if (SKIPPED.has(entry.name) || COMPANION.test(entry.name)) continue;
    if (entry.isDirectory()) files.push(...(await copyOnce(from, to, name)));
    else if (entry.isSymbolicLink()) files.push({ path: name, link: await readlink(from) });
    else if (entry.name.endsWith('.sqlite')) files.push(await snapshot(from, to, name));
    else if (entry.isFile()) files.push(await copyFile(from, to, name));
  }
  return files;
}

async function snapshot(source: string, target: string, name: string): Promise<StateFile> {
  const connection = new DatabaseSync(source, { readOnly: true, timeout: 5000 });
  try {
    connection.prepare('vacuum into ?').run(target);
  } finally {
    connection.close();
  }
  return { path: name, ...(await digest(target)) };
}

/** Copies a file, and says what was copied. */
export async function copyFile(source: string, target: string, name: string): Promise<StateFile & { sha256: string }> {
  await mkdir(path.dirname(target), { recursive: true });
  const { mode } = await stat(source);
  const hash = createHash('sha256');
  let size = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _, done) {
      hash.update(chunk);
      size += chunk.length;
      done(null, chunk);
    },
  });
  await pipeline(createReadStream(source), measure, createWriteStream(target, { flags: 'wx', mode: 0o600 }));
  const executable = (mode & 0o100) !== 0;
  await chmod(target, mode & 0o777);
  return { path: name, size, sha256: hash.digest('hex'), ...(executable && { executable }) };
}

export async function digest(file: string): Promise<{ size: number; sha256: string }> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    size += chunk.length;
  }
  return { size, sha256: hash.digest('hex') };
}
