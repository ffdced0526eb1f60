import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { HttpError } from '../kernel/http.js';
import type { StateSummary } from './export.js';
import { filesOfExport, pack } from './pack.js';
import { unpack } from './unpack.js';

/** Of an uploaded file. */
const MOST_BYTES = 4 * 1024 ** 3;

/** Writes an export with `exportTo`, and gives it as a ZIP file while it is packed. */
export async function* exportFile(exportTo: (folder: string) => Promise<unknown>): AsyncGenerator<Buffer> {
  const home = await mkdtemp(path.join(tmpdir(), 'state-export-'));
  try {
    const folder = path.join(home, 'state');
    await exportTo(folder);
    yield* pack(folder, await filesOfExport(folder));
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

/**
 * Unpacks an uploaded ZIP file beside everything else, and imports it with `importFrom`.
 * @throws HttpError 400 for a damaged file, 413 for one above 4 GB
 */
export async function importFile(
  upload: Readable,
  importFrom: (folder: string) => Promise<StateSummary>,
): Promise<StateSummary> {
  const home = await mkdtemp(path.join(tmpdir(), 'state-import-'));
  try {
    const [file, folder] = [path.join(home, 'state.zip'), path.join(home, 'state')];
    await pipeline(upload, limited, createWriteStream(file));
    await unpack(file, folder);
    return await importFrom(folder);
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

async function* limited(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > MOST_BYTES) throw new HttpError(413, 'STATE_TOO_LARGE', `the file is larger than ${MOST_BYTES} bytes`);
    yield chunk;
  }
}
