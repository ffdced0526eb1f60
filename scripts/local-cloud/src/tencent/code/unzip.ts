import { mkdir, realpath, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { TencentError } from '../api/error.js';

interface Limits {
  unpackedBytes: number;
  files: number;
}

interface Opened {
  zip: Buffer;
  archive: ZipFile;
  /** Bytes that may still be unpacked. */
  budget: { bytes: number };
}

/** What SCF takes: 500 MB of code, unpacked. The number of files is ours, so that a bomb ends early. */
export const CODE_LIMITS = { unpackedBytes: 500 * 1024 * 1024, files: 100_000 } as const;

const inflate = promisify(inflateRaw);
/** Files that are written side by side. */
const AT_A_TIME = 8;
const SYMLINK = 0o120000;
const FILE_TYPE = 0o170000;

/**
 * Unpacks a code package into an empty folder. Nothing is ever written outside of it: absolute names, `..` and links that
 * lead out are refused; links are made last, so that no file is written through one.
 * @throws TencentError InvalidParameterValue.Code for a package that is broken or unsafe, and above CODE_LIMITS
 */
export async function unzip(zip: Buffer, folder: string, limits: Limits = CODE_LIMITS): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    const opened = { zip, archive: await fromBufferPromise(zip), budget: { bytes: limits.unpackedBytes } };
    await unpack(opened, await realpath(folder), limits);
  } catch (error) {
    if (error instanceof TencentError) throw error;
    throw refuse(error instanceof Error ? error.message : String(error));
  }
}

async function unpack(opened: Opened, root: string, limits: Limits): Promise<void> {
  const folders = new Set<string>();
  const files: { entry: Entry; at: string }[] = [];
  const links: { entry: Entry; at: string }[] = [];
  let entries = 0;
  for await (const entry of opened.archive.eachEntry()) {
    entries += 1;
    if (entries > limits.files) throw refuse(`it holds more than ${limits.files} files`);
    const at = inside(root, entry.fileName);
    if (entry.fileName.endsWith('/')) folders.add(at);
    else {
      folders.add(path.dirname(at));
      (isLink(entry) ? links : files).push({ entry, at });
    }
  }
  for (const folder of folders) await mkdir(folder, { recursive: true });
  const queue = files.values();
  const work = async () => {
    for (const { entry, at } of queue) await writeEntry(opened, entry, at);
  };
  // All of them end before the folder is given back, also when one fails.
  const ends = await Promise.allSettled(Array.from({ length: AT_A_TIME }, work));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  for (const { entry, at } of links) {
    await makeLink(root, {
      at,
      target: (await readEntry(opened, entry)).toString('utf8'),
      name: entry.fileName,
    });
  }
}

const modeOf = (entry: Entry) => entry.externalFileAttributes >>> 16;
const isLink = (entry: Entry) => (modeOf(entry) & FILE_TYPE) === SYMLINK;

function inside(root: string, name: string): string {
  const at = path.resolve(root, name);
  if (at === root || !at.startsWith(root + path.sep)) throw refuse(`the name "${name}" leads out of the package`);
  return at;
}

async function writeEntry(opened: Opened, entry: Entry, at: string): Promise<void> {
  // Exclusive, so that a name that comes twice is refused instead of written over.
  await writeFile(at, await readEntry(opened, entry), {
    flag: 'wx',
    mode: modeOf(entry) & 0o111 ? 0o755 : 0o644,
  });
}

/** Unpacks one entry while there is room left; the sizes that a package states are not believed. */
async function readEntry({ archive, zip, budget }: Opened, entry: Entry): Promise<Buffer> {
  if (entry.isEncrypted()) throw refuse('it is encrypted');
  const { fileDataStart } = await archive.readLocalFileHeaderPromise(entry, { minimal: true });
  const packed = zip.subarray(fileDataStart, fileDataStart + entry.compressedSize);
  // Side by side, several files may each take all that is left: the sum is checked again below.
  const bytes = entry.compressionMethod === 0 ? packed : await inflate(packed, { maxOutputLength: budget.bytes + 1 });
  budget.bytes -= bytes.length;
  if (budget.bytes < 0) throw refuse('it is too large when unpacked');
  if (bytes.length !== entry.uncompressedSize) throw refuse(`"${entry.fileName}" is damaged`);
  return bytes;
}

async function makeLink(
  root: string,
  { at, target, name }: { at: string; target: string; name: string },
): Promise<void> {
  const parent = await realpath(path.dirname(at));
  // Joined as text: the file system does not take `link/..` for what stands before it, as path.resolve does.
  const real = await realpath(path.isAbsolute(target) ? target : `${parent}/${target}`).catch(() => undefined);
  const leads = (to: string) => to === root || to.startsWith(root + path.sep);
  if (!leads(parent) || real === undefined || !leads(real))
    throw refuse(`the link "${name}" leads to no file of the package`);
  await symlink(target, at);
}

function refuse(why: string): TencentError {
  return new TencentError('InvalidParameterValue.Code', `the code package cannot be used: ${why}`);
}
