import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { createDeflateRaw } from 'node:zlib';
import { HttpError } from '../kernel/http.js';
import { crc32 } from './crc32.js';

/** Without ZIP64 a file, and the archive, end here. */
const MOST_BYTES = 0xffff_ffff;
const MOST_ENTRIES = 0xffff;
/** Names are UTF-8, and sizes follow the content (APPNOTE 4.4.4, bits 11 and 3). */
const FLAGS = 0x0808;
const DEFLATED = 8;
/** The first day that a ZIP file can name: an archive says the same whenever it is made. */
const DATE = 0x21;

/**
 * The files of a folder as one ZIP file, packed while it is read.
 * @param names paths below the folder, with `/` between folders
 * @throws HttpError 413 for what a plain ZIP file cannot hold
 */
export async function* pack(folder: string, names: readonly string[]): AsyncGenerator<Buffer> {
  if (names.length > MOST_ENTRIES) throw tooLarge(`${names.length} files`);
  const central: Buffer[] = [];
  let offset = 0;
  for (const name of names) {
    const at = offset;
    const header = localHeader(name);
    yield header;
    offset += header.length;
    const sum = { crc: 0, size: 0, packed: 0 };
    for await (const chunk of deflated(path.join(folder, name), sum)) {
      yield chunk;
      offset += chunk.length;
    }
    if (Math.max(sum.size, offset) > MOST_BYTES) throw tooLarge('more than 4 GB');
    const after = sizes(sum, Buffer.from('PK\x07\x08'));
    yield after;
    offset += after.length;
    central.push(centralHeader(name, sum, at));
  }
  const list = Buffer.concat(central);
  yield list;
  yield ending(names.length, list.length, offset);
}

interface Sum {
  crc: number;
  size: number;
  packed: number;
}

async function* deflated(file: string, sum: Sum): AsyncGenerator<Buffer> {
  const packer = createDeflateRaw();
  const source = createReadStream(file);
  source.on('data', (chunk) => {
    sum.crc = crc32(chunk as Buffer, sum.crc);
    sum.size += chunk.length;
  });
  source.on('error', (error) => packer.destroy(error));
  source.pipe(packer);
  for await (const chunk of packer as AsyncIterable<Buffer>) {
    sum.packed += chunk.length;
    yield chunk;
  }
}

/** What both kinds of header begin with, and what only the second knows. */
function common(name: string, sum?: Sum): Buffer {
  const buffer = Buffer.alloc(26);
  buffer.writeUInt16LE(20, 0);
  buffer.writeUInt16LE(FLAGS, 2);
  buffer.writeUInt16LE(DEFLATED, 4);
  buffer.writeUInt16LE(DATE, 8);
  if (sum) sizes(sum).copy(buffer, 10);
  buffer.writeUInt16LE(Buffer.byteLength(name), 22);
  return buffer;
}

function sizes({ crc, size, packed }: Sum, signature = Buffer.alloc(0)): Buffer {
  const buffer = Buffer.alloc(12);
  buffer.writeUInt32LE(crc, 0);
  buffer.writeUInt32LE(packed, 4);
  buffer.writeUInt32LE(size, 8);
  return Buffer.concat([signature, buffer]);
}

const localHeader = (name: string) => Buffer.concat([Buffer.from('PK\x03\x04'), common(name), Buffer.from(name)]);

function centralHeader(name: string, sum: Sum, offset: number): Buffer {
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(offset, 10);
  return Buffer.concat([Buffer.from('PK\x01\x02'), Buffer.from([20, 0]), common(name, sum), rest, Buffer.from(name)]);
}

function ending(entries: number, length: number, offset: number): Buffer {
  const buffer = Buffer.alloc(18);
  buffer.writeUInt16LE(entries, 4);
  buffer.writeUInt16LE(entries, 6);
  buffer.writeUInt32LE(length, 8);
  buffer.writeUInt32LE(offset, 12);
  return Buffer.concat([Buffer.from('PK\x05\x06'), buffer]);
}

const tooLarge = (what: string) =>
  new HttpError(413, 'STATE_TOO_LARGE', `${what} do not fit into one file; export to a folder instead`);

/** The files that an export's manifest names, and the manifest. */
export async function filesOfExport(folder: string): Promise<string[]> {
  const { files } = JSON.parse(await readFile(path.join(folder, 'manifest.json'), 'utf8')) as {
    files: ({ path: string } | { path: string; link: string })[];
  };
  // Links are told by the manifest alone.
  return ['manifest.json', ...files.flatMap((file) => ('link' in file ? [] : file.path))];
}
