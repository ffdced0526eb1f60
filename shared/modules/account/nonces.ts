import type { Instant } from '../../contracts/terms.js';
import { derivedId } from '../../core/ids.js';
import { collection, command } from '../../core/store/collection.js';
import { declareCollection } from '../../core/store/declare.js';
import { after, now } from '../../core/time.js';

/** A signed request that was seen: it is not taken again. */
interface Nonce {
  _id: string;
  expiresAt: Instant;
}

export const nonceCollection = declareCollection('nonces', [{ name: 'expiresAt', keys: [['expiresAt', 1]] }], 'none');
const nonces = collection<Nonce>(nonceCollection.name);

/** Takes a nonce of a session for `ms`. @returns false when it was taken before. One round trip. */
export function takeNonce(sessionId: string, nonce: string, ms: number): Promise<boolean> {
  return nonces.insert({ _id: derivedId<string>('nonce', sessionId, nonce), expiresAt: after(now(), ms) });
}

/** Removes nonces of requests that are too old to be taken anyway. @returns how many */
export function removeOldNonces(): Promise<number> {
  return nonces.remove({ expiresAt: command().lte(now()) });
}
