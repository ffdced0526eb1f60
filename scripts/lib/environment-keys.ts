import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * The keys of an environment of the local cloud, as `YUNSHU_KEYS` holds them: made when it first starts and kept with its data,
 * for this user's eyes only. Without a data folder they are made for this run.
 */
export function localKeys(env: string, dataDir?: string): string {
  if (!dataDir) return newKeys();
  const file = path.join(dataDir, 'keys', env);
  if (!existsSync(file)) {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(file, newKeys(), { mode: 0o600 });
  }
  return readFileSync(file, 'utf8').trim();
}

/** Keys that nobody has used yet, as `YUNSHU_KEYS` holds them. */
export function newKeys(): string {
  return `k1:${randomBytes(32).toString('base64')}`;
}
