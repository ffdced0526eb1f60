import { createHash } from 'node:crypto';

/** The AppID of the mini-program that belongs to an environment: made up, but always the same. */
export function appidOf(env: string): string {
  return `wx${createHash('sha256').update(env).digest('hex').slice(0, 16)}`;
}
