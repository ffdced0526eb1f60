import { accessSync, closeSync, constants, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';

/** Why the local cloud cannot start, in words for the person who starts it. */
export class StartError extends Error {
  override readonly name = 'StartError';
}

/**
 * Keeps a data folder to one local cloud at a time: two would both run its timers. A lock whose process is gone, as after a
 * crash, is taken over.
 * @returns unlocks
 * @throws StartError naming the process that uses the folder, or why there can be no such folder
 */
export function lockDataFolder(dataDir: string): () => void {
  makeFolder(dataDir);
  const file = path.join(dataDir, 'lock');
  const holder = tryLock(file) ? undefined : readHolder(file);
  if (holder !== undefined && isAlive(holder)) {
    throw new StartError(`${dataDir} is in use by process ${holder}: stop it, or choose another folder for the data`);
  }
  if (holder !== undefined) {
    rmSync(file, { force: true });
    if (!tryLock(file)) throw new StartError(`${dataDir} has just been taken by another local cloud`);
  }
  return () => rmSync(file, { force: true });
}

function makeFolder(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true });
    accessSync(dataDir, constants.W_OK);
  } catch (error) {
    throw new StartError(`the data folder ${dataDir} cannot be used: ${(error as Error).message}`);
  }
}

function tryLock(file: string): boolean {
  try {
    const lock = openSync(file, 'wx');
    writeSync(lock, String(process.pid));
    closeSync(lock);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function readHolder(file: string): number {
  return Number.parseInt(readFileSync(file, 'utf8'), 10) || 0;
}

function isAlive(pid: number): boolean {
  if (pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
