import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync } from 'node:fs';
import { mkdir, realpath, rm, symlink } from 'node:fs/promises';
import path from 'node:path';
import type { DatabaseService } from '../database/index.js';
import { HttpError } from '../kernel/http.js';
import type { Kernel } from '../kernel/kernel.js';
import { copyFile } from './copy.js';
import { checkDump, loadDatabase } from './database-dump.js';
import type { StateSummary } from './export.js';
import { type Manifest, readManifest, refuse, type StateFile } from './manifest.js';

/** What an import asks of the running local cloud. */
export interface ImportHooks {
  /** Makes an environment known that is not. */
  addEnvironment(env: string): void;
  /** Lets go of everything but the database that services hold open of some environments, and keeps requests out. */
  suspend(environments: readonly string[]): Promise<void>;
  /** Takes up what is there now, and lets requests in. */
  resume(environments: readonly string[]): Promise<void>;
}

/**
 * Replaces all state of the environments in an export. Everything is checked, copied and loaded on trial beside the
 * running state first; nothing changes when any of that fails. The clock is moved forward to the export's, never back.
 * @throws HttpError 400 for an export that is damaged or of another version
 */
export async function importState(
  kernel: Kernel,
  database: DatabaseService,
  folder: string,
  hooks: ImportHooks,
): Promise<StateSummary> {
  if (!path.isAbsolute(folder)) throw new HttpError(400, 'INVALID_PARAM', 'folder must be an absolute path');
  const manifest = readManifest(folder);
  const stage = path.join(kernel.dataDir, `.import-${randomBytes(4).toString('hex')}`);
  try {
    await stageFiles(manifest, folder, stage);
    for (const env of manifest.environments) {
      await checkDump(kernel, env, path.join(stage, env, 'database'), path.join(stage, '.trial'));
    }
    for (const env of manifest.environments) if (!kernel.hasEnvironment(env)) hooks.addEnvironment(env);
    await hooks.suspend(manifest.environments);
    try {
      for (const env of manifest.environments)
        swap(path.join(kernel.dataDir, env), path.join(stage, env), path.join(stage, '.old', env));
      for (const env of manifest.environments) {
        await loadDatabase(database.forEnvironment(env), path.join(stage, env, 'database'));
      }
      kernel.clock.startAt(Date.now() + manifest.clockOffsetMs);
    } finally {
      await hooks.resume(manifest.environments);
    }
  } finally {
    await rm(stage, { recursive: true, force: true });
  }
  const bytes = manifest.files.reduce((sum, file) => sum + ('size' in file ? file.size : 0), 0);
  return { folder, environments: manifest.environments, files: manifest.files.length, bytes };
}

/** Copies an export, and refuses it when a file is not what the manifest says. */
async function stageFiles({ files, environments }: Manifest, folder: string, stage: string): Promise<void> {
  for (const env of environments) await mkdir(path.join(stage, env), { recursive: true });
  for (const file of files) {
    if ('link' in file) continue;
    const copied = await copyFile(path.join(folder, file.path), path.join(stage, file.path), file.path).catch(
      (error: Error) => {
        throw refuse(`${file.path} cannot be read: ${error.message}`);
      },
    );
    if (copied.sha256 !== file.sha256) throw refuse(`${file.path} was changed after the export: its checksum is wrong`);
  }
  for (const file of files) if ('link' in file) await stageLink(file, stage);
}

/** A link may lead to what is in the same environment. */
async function stageLink(file: StateFile & { link: string }, stage: string): Promise<void> {
  const at = path.join(stage, file.path);
  const home = await realpath(path.join(stage, file.path.split('/')[0]!));
  const parent = await mkdir(path.dirname(at), { recursive: true }).then(() => realpath(path.dirname(at)));
  const real = await realpath(path.isAbsolute(file.link) ? file.link : `${parent}/${file.link}`).catch(() => undefined);
  if (!parent.startsWith(home) || !real?.startsWith(home + path.sep))
    throw refuse(`the link ${file.path} leads out of its environment`);
  await symlink(file.link, at);
}

/** Puts the services' folders into place; the database stays, because its engine is open. */
function swap(home: string, staged: string, old: string): void {
  const services = (folder: string) =>
    (existsSync(folder) ? readdirSync(folder) : []).filter((name) => name !== 'database');
  for (const service of services(home)) move(path.join(home, service), path.join(old, service));
  for (const service of services(staged)) move(path.join(staged, service), path.join(home, service));
}

function move(from: string, to: string): void {
  mkdirSync(path.dirname(to), { recursive: true });
  renameSync(from, to);
}
