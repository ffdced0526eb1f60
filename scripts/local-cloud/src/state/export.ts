import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { readdir, rename, rm, rmdir } from 'node:fs/promises';
import path from 'node:path';
import type { DatabaseService } from '../database/index.js';
import { HttpError } from '../kernel/http.js';
import type { Kernel } from '../kernel/kernel.js';
import { makeFolder } from '../kernel/make-folder.js';
import { copyLiveFolder } from './copy.js';
import { dumpDatabase } from './database-dump.js';
import { type StateFile, writeManifest } from './manifest.js';

export interface StateSummary {
  folder: string;
  environments: string[];
  files: number;
  bytes: number;
}

/**
 * Writes all state of some environments to a folder, which appears whole or not at all. Every service is exported as it is
 * at one moment; between services a little time passes.
 * @param folder absolute; must not exist, or be empty
 * @throws HttpError 400, 404, 409
 */
export async function exportState(
  kernel: Kernel,
  database: DatabaseService,
  folder: string,
  environments: readonly string[],
): Promise<StateSummary> {
  if (!path.isAbsolute(folder)) throw new HttpError(400, 'INVALID_PARAM', 'folder must be an absolute path');
  for (const env of environments) {
    if (!kernel.hasEnvironment(env)) throw new HttpError(404, 'INVALID_ENV', `no environment ${env}`);
  }
  if (existsSync(folder) && readdirSync(folder).length > 0) {
    throw new HttpError(409, 'FOLDER_NOT_EMPTY', `${folder} is not empty`);
  }
  checkOutside(kernel, folder);
  const draft = `${folder}.${randomBytes(4).toString('hex')}.tmp`;
  const scratch = `${draft}-database`;
  makeDraft(draft);
  try {
    const files: StateFile[] = [];
    for (const env of environments) files.push(...(await exportEnvironment(kernel, database, env, draft, scratch)));
    const clockOffsetMs = new Float64Array(kernel.clock.offset)[0]!;
    writeManifest(draft, { exportedAt: kernel.clock.now(), clockOffsetMs, environments: [...environments], files });
    if (existsSync(folder)) await rmdir(folder);
    await rename(draft, folder);
    const bytes = files.reduce((sum, file) => sum + ('size' in file ? file.size : 0), 0);
    return { folder, environments: [...environments], files: files.length, bytes };
  } finally {
    for (const leftover of [draft, scratch]) await rm(leftover, { recursive: true, force: true });
  }
}

/** An export into what is exported would never end. @throws HttpError 400 */
function checkOutside({ dataDir }: Kernel, folder: string): void {
  const within = path.relative(realPath(dataDir), realPath(folder));
  if (within.split(path.sep)[0] === '..' || path.isAbsolute(within)) return;
  throw new HttpError(400, 'INVALID_PARAM', `folder must not be in the data folder, ${dataDir}`);
}

/** Where a path leads, links resolved as far as it is there. */
function realPath(at: string): string {
  if (existsSync(at)) return realpathSync(at);
  const parent = path.dirname(at);
  return parent === at ? at : path.join(realPath(parent), path.basename(at));
}

function makeDraft(folder: string): void {
  try {
    makeFolder(folder);
  } catch (error) {
    throw new HttpError(400, 'INVALID_PARAM', `folder cannot be written: ${(error as Error).message}`);
  }
}

async function exportEnvironment(
  kernel: Kernel,
  database: DatabaseService,
  env: string,
  draft: string,
  scratch: string,
): Promise<StateFile[]> {
  const target = (service: string) => path.join(draft, env, service);
  const files = await dumpDatabase(kernel, database.forEnvironment(env), target('database'), scratch);
  const services = await readdir(path.join(kernel.dataDir, env));
  for (const service of services.filter((name) => name !== 'database')) {
    files.push(
      ...(await copyLiveFolder(path.join(kernel.dataDir, env, service), target(service), `${env}/${service}`)),
    );
  }
  return files;
}
