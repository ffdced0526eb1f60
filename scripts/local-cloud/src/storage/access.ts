import type { StoredObject } from './object-store.js';

/**
 * Who may read and write the files of an environment (CloudBase storage permission). Functions and administrators may
 * always do both. The default is PRIVATE, the narrowest that lets a user upload.
 */
export const ACCESS_LEVELS = ['READONLY', 'PRIVATE', 'ADMINWRITE', 'ADMINONLY'] as const;
export type AccessLevel = (typeof ACCESS_LEVELS)[number];
export const DEFAULT_LEVEL: AccessLevel = 'PRIVATE';

/** Says whether everybody may read a file, so that its address needs no signature. */
export function isOpen(level: AccessLevel, object: StoredObject): boolean {
  return object.public || level === 'READONLY' || level === 'ADMINWRITE';
}

/** @param openid who asks; undefined for a guest */
export function mayRead(level: AccessLevel, object: StoredObject, openid: string | undefined): boolean {
  return isOpen(level, object) || (level === 'PRIVATE' && openid !== undefined && object.owner === openid);
}

/** @param existing what is at the path now */
export function mayWrite(level: AccessLevel, existing: StoredObject | undefined, openid: string | undefined): boolean {
  if (openid === undefined || level === 'ADMINWRITE' || level === 'ADMINONLY') return false;
  return existing === undefined || existing.owner === openid;
}
