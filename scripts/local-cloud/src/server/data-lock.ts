import { accessSync, constants, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { makeFolder } from '../kernel/make-folder.js';

/** Why the local cloud cannot start, in words for the person who starts it. */
export class StartError extends Error {
  override readonly name = 'StartError';
}

/** What SQLite says when somebody else holds a file. */
const SQLITE_BUSY = 5;

/**
 * Keeps a data folder to one local cloud at a time: two would both run its timers. The system holds the lock (SQLite knows
 * how to ask each for it) and lets go of it however the process ends; the id in `lock` is for people, because ids are used
 * again.
 * @returns unlocks
 * @throws StartError naming the process that uses the folder, or why there can be no such folder
 */
export function lockDataFolder(dataDir: string): () => void {
  const note = path.join(dataDir, 'lock');
  try {
    makeFolder(dataDir);
    accessSync(dataDir, constants.W_OK);
    const letGo = hold(path.join(dataDir, 'lock.sqlite'), () => writeFileSync(note, String(process.pid)));
    if (letGo) {
      return () => {
        rmSync(note, { force: true });
        letGo();
      };
    }
  } catch (error) {
    throw new StartError(`the data folder ${dataDir} cannot be used: ${(error as Error).message}`);
  }
  throw new StartError(`${dataDir} is in use by ${holder(note)}: stop it, or choose another folder for the data`);
}

/** @returns what lets go of the file, or undefined when somebody else holds it */
function hold(file: string, then: () => void): (() => void) | undefined {
  const connection = new DatabaseSync(file, { timeout: 0 });
  try {
    connection.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    then();
    return () => connection.close();
  } catch (error) {
    connection.close();
    if ((error as { errcode?: number }).errcode === SQLITE_BUSY) return undefined;
    throw error;
  }
}

function holder(note: string): string {
  try {
    return `process ${readFileSync(note, 'utf8')}`;
  } catch {
    return 'a local cloud that is just starting';
  }
}
