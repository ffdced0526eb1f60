import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { HttpError } from '../kernel/http.js';

/** Raised when the layout of an export changes; another version is refused. */
export const STATE_VERSION = 1;
const FORMAT = 'local-cloud-state';
const FILE = 'manifest.json';

/** One file of an export, by its path below the export's folder, with `/` between folders. */
export type StateFile =
  | { path: string; size: number; sha256: string; executable?: true }
  | { path: string; link: string };

/** What an export says of itself. */
export interface Manifest {
  format: typeof FORMAT;
  version: number;
  /** Virtual time of the export, ms. */
  exportedAt: number;
  /** How far ahead of the machine's clock the local cloud was, in ms. */
  clockOffsetMs: number;
  environments: string[];
  files: StateFile[];
}

export function writeManifest(folder: string, manifest: Omit<Manifest, 'format' | 'version'>): void {
  const whole: Manifest = { format: FORMAT, version: STATE_VERSION, ...manifest };
  writeFileSync(path.join(folder, FILE), `${JSON.stringify({ ...whole, sha256: digestOf(whole) }, null, 1)}\n`);
}

/**
 * Reads and checks a manifest; the files that it names are not looked at.
 * @throws HttpError 400 saying what is wrong with it
 */
export function readManifest(folder: string): Manifest {
  const { sha256, ...manifest } = parse(folder);
  if (manifest.format !== FORMAT) throw refuse(`${folder} holds no state of a local cloud`);
  if (manifest.version !== STATE_VERSION) {
    throw refuse(`the state is of version ${manifest.version}; this local cloud takes version ${STATE_VERSION}`);
  }
  if (sha256 !== digestOf(manifest)) throw refuse(`${FILE} was changed after the export: its checksum is wrong`);
  if (!Array.isArray(manifest.files) || !Array.isArray(manifest.environments)) throw refuse(`${FILE} names no files`);
  const odd = manifest.environments.find((env) => !/^[A-Za-z0-9_-]{1,40}$/.test(env));
  if (odd !== undefined) throw refuse(`${FILE}: "${odd}" is no environment`);
  for (const file of manifest.files) checkPath(file.path, manifest.environments);
  return manifest;
}

function parse(folder: string): Manifest & { sha256: string } {
  let text: string;
  try {
    text = readFileSync(path.join(folder, FILE), 'utf8');
  } catch {
    throw refuse(`${folder} has no ${FILE} that can be read`);
  }
  try {
    return JSON.parse(text) as Manifest & { sha256: string };
  } catch {
    throw refuse(`${FILE} is not valid JSON`);
  }
}

/** Below the folder of one of the environments, and nowhere else. */
function checkPath(file: string, environments: readonly string[]): void {
  const [env, ...rest] = file.split('/');
  const plain =
    rest.length > 0 && rest.every((part) => part !== '' && part !== '.' && part !== '..' && !part.includes('\\'));
  if (!plain || !environments.includes(env!)) throw refuse(`${FILE} names a file outside of the environments: ${file}`);
}

function digestOf(manifest: Manifest): string {
  return createHash('sha256').update(JSON.stringify(manifest)).digest('hex');
}

export function refuse(message: string): HttpError {
  return new HttpError(400, 'INVALID_STATE', message);
}
