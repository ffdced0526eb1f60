import { createWriteStream } from 'node:fs';
import { mkdir, realpath, symlink } from 'node:fs/promises';
import path from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { TencentError } from '../api/error.js';

/** What SCF takes: 500 MB of code, unpacked. The number of files is ours, so that a bomb ends early. */
export const CODE_LIMITS = { unpackedBytes: 500 * 1024 * 1024, files: 100_000 } as const;

const SYMLINK = 0o120000;
const FILE_TYPE = 0o170000;

/**
 * Unpacks a code package into an empty folder. Nothing is ever written outside of it: absolute names, `..` and links that
 * lead out are refused; links are made last, so that no file is written through one.
 * @throws TencentError InvalidParameterValue.Code for a package that is broken or unsafe, and above CODE_LIMITS
 */
export async function unzip(
  zip: Buffer,
  folder: string,
  limits: { unpackedBytes: number; files: number } = CODE_LIMITS,
): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    await unpack(await fromBufferPromise(zip), await realpath(folder), limits);
  } catch (error) {
    if (error instanceof TencentError) throw error;
    throw refuse(error instanceof Error ? error.message : String(error));
  }
}

async function unpack(archive: ZipFile, root: string, limits: { unpackedBytes: number; files: number }): Promise<void> {
  const links: { at: string; target: string; name: string }[] = [];
  let files = 0;
  const budget = { bytes: limits.unpackedBytes };
  for await (const entry of archive.eachEntry()) {
    files += 1;
    if (files > limits.files) throw refuse(`it holds more than ${limits.files} files`);
    const at = inside(root, entry.fileName);
    const mode = entry.externalFileAttributes >>> 16;
    if (entry.fileName.endsWith('/')) await mkdir(at, { recursive: true });
    else if ((mode & FILE_TYPE) === SYMLINK)
      links.push({ at, target: await readText(archive, entry, budget), name: entry.fileName });
    else await writeEntry(archive, entry, at, mode, budget);
  }
  for (const link of links) await makeLink(root, link);
}

function inside(root: string, name: string): string {
  const at = path.resolve(root, name);
  if (at === root || !at.startsWith(root + path.sep)) throw refuse(`the name "${name}" leads out of the package`);
  return at;
}

async function writeEntry(
  archive: ZipFile,
  entry: Entry,
  at: string,
  mode: number,
  budget: { bytes: number },
): Promise<void> {
  await mkdir(path.dirname(at), { recursive: true });
  // Exclusive, so that a name that comes twice is refused instead of written over.
  const target = createWriteStream(at, { flags: 'wx', mode: mode & 0o111 ? 0o755 : 0o644 });
  await pipeline(await archive.openReadStreamPromise(entry), spend(budget), target);
}

async function readText(archive: ZipFile, entry: Entry, budget: { bytes: number }): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of (await archive.openReadStreamPromise(entry)).pipe(spend(budget)))
    chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

/** Lets bytes through while there are some left; sizes that the package states are not believed. */
function spend(budget: { bytes: number }): Transform {
  return new Transform({
    transform(chunk: Buffer, _, done) {
      budget.bytes -= chunk.length;
      if (budget.bytes < 0) done(refuse('it is too large when unpacked'));
      else done(null, chunk);
    },
  });
}

async function makeLink(
  root: string,
  { at, target, name }: { at: string; target: string; name: string },
): Promise<void> {
  await mkdir(path.dirname(at), { recursive: true });
  const parent = await realpath(path.dirname(at));
  const real = await realpath(path.resolve(parent, target)).catch(() => undefined);
  const leads = (to: string) => to === root || to.startsWith(root + path.sep);
  if (!leads(parent) || real === undefined || !leads(real))
    throw refuse(`the link "${name}" leads to no file of the package`);
  await symlink(target, at);
}

function refuse(why: string): TencentError {
  return new TencentError('InvalidParameterValue.Code', `the code package cannot be used: ${why}`);
}
