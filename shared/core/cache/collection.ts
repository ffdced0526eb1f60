import type { Instant } from '../../contracts/terms.js';
import { collection, command } from '../store/collection.js';
import { declareCollection, transient } from '../store/declare.js';
import { now } from '../time.js';

/** A key of the shared cache in the database. */
export interface CacheDocument {
  _id: string;
  tags: readonly string[];
  /** Who is loading it, and until when that is believed, ms since the epoch; null when nobody is. */
  token: string | null;
  leasedUntil: number;
  /** Whether there is an entry. */
  filled: boolean;
  json: string | null;
  loadedAt: number;
  freshUntil: number;
  /** From then on nothing of it is of use. */
  expiresAt: Instant;
}

export const cacheCollection = transient(
  declareCollection(
    'cacheEntries',
    [
      { name: 'tags', keys: [['tags', 1]] },
      { name: 'expiresAt', keys: [['expiresAt', 1]] },
    ],
    'none',
  ),
);
export const cacheEntries = collection<CacheDocument>(cacheCollection.name);

/** Removes what is of no use any more. @returns how many */
export async function removeExpiredEntries(): Promise<number> {
  return cacheEntries.remove({ expiresAt: command().lte(now()) });
}
