import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { openPromise, type ZipFile } from 'yauzl';
import { HttpError } from '../kernel/http.js';
import { refuse } from './manifest.js';

/** Unpacked; a bomb ends here. */
const MOST_BYTES = 8 * 1024 ** 3;

/**
 * Unpacks a ZIP file of state into an empty folder; nothing is ever written outside of it.
 * @throws HttpError 400 for a file that is no such archive, is damaged or leads out of the folder
 */
export async function unpack(file: string, folder: string): Promise<void> {
  let archive: ZipFile | undefined;
  try {
    archive = await openPromise(file);
    await unpackAll(archive, folder);
  } catch (error) {
    if (error instanceof HttpError) throw error;
    throw refuse(`the file is not a whole ZIP file of state: ${(error as Error).message}`);
  } finally {
    archive?.close();
  }
}

async function unpackAll(archive: ZipFile, folder: string): Promise<void> {
  let bytes = 0;
  for await (const entry of archive.eachEntry()) {
    if (entry.fileName.endsWith('/')) continue;
    const at = path.resolve(folder, entry.fileName);
    if (!at.startsWith(folder + path.sep)) throw refuse(`the name "${entry.fileName}" leads out of the file`);
    // yauzl ends an entry that is larger than it says with an error.
    bytes += entry.uncompressedSize;
    if (bytes > MOST_BYTES) throw refuse(`more than ${MOST_BYTES} bytes when unpacked`);
    await mkdir(path.dirname(at), { recursive: true });
    await pipeline(await archive.openReadStreamPromise(entry), createWriteStream(at, { flags: 'wx', mode: 0o600 }));
  }
}
