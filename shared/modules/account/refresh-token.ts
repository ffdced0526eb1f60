import { createHmac, timingSafeEqual } from 'node:crypto';
import { environment } from '../../core/environment.js';
import { Failure } from '../../core/failure.js';
import { keyRing } from '../../core/secrets.js';

/**
 * Names the session and how often it was refreshed before; the rest proves that we said so. Nothing has to be kept of it but that number,
 * so that nobody who reads the database can make one, and the same refresh always leads to the same next token.
 */
export function makeRefreshToken(sessionId: string, generation: number): string {
  const { id, key } = keyRing('refresh').current;
  return [sessionId, generation, id, macOf(key, sessionId, generation).toString('base64url')].join('.');
}

/**
 * What a refresh token names.
 * @throws Failure SESSION_ENDED when it is not one that this environment has made
 */
export function readRefreshToken(token: string): { sessionId: string; generation: number } {
  const [sessionId = '', number, keyId = '', mac = ''] = token.split('.');
  const named = keyRing('refresh').byId(keyId);
  const generation = Number(number);
  const given = Buffer.from(mac, 'base64url');
  const right = named && macOf(named.key, sessionId, generation);
  if (!right || given.length !== right.length || !timingSafeEqual(given, right)) throw new Failure('SESSION_ENDED');
  return { sessionId, generation };
}

function macOf(key: Buffer, sessionId: string, generation: number): Buffer {
  return createHmac('sha256', key)
    .update(JSON.stringify([environment(), sessionId, generation]))
    .digest();
}
