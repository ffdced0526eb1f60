import type { Member } from '../../core/actor.js';
import { Failure } from '../../core/failure.js';
import { readAccessToken } from './access-token.js';
import { goesOn, isKnownToGoOn } from './known-sessions.js';
import { takeNonce } from './nonces.js';
import { checkSignature, TIME_WINDOW } from './request-signature.js';

/** What a request does: nothing but read, something that its `requestId` lets happen once, or something that may happen once alone. */
export type Effect = 'read' | 'repeatable' | 'once';

/** A request as it came, and what it proves itself by. */
interface Received {
  method: string;
  /** As it is signed: the route, whether or not the platform left it in the path, and the query if there is one. */
  path: string;
  body: string;
  /** A header's text by its name in lower case; empty when there is none. */
  header(name: string): string;
}

/**
 * The member whom a request's access token names, and who signed it. Undefined when it shows no token: it is a guest's.
 * @throws Failure CREDENTIAL_REFUSED, SESSION_ENDED, SIGNATURE_REFUSED, REQUEST_REPLAYED
 */
export async function signedMember(
  { method, path, body, header }: Received,
  effect: Effect,
): Promise<Member | undefined> {
  const authorization = header('authorization');
  if (authorization === '') return undefined;
  const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/.exec(authorization)?.[1];
  if (!token) throw new Failure('CREDENTIAL_REFUSED');

  const { userId, sessionId, signingKey } = await readAccessToken(token);
  const [nonce, timestamp] = [header('x-yunshu-nonce'), header('x-yunshu-timestamp')];
  checkSignature({ method, path, body, nonce, timestamp }, header('x-yunshu-signature'), signingKey);
  // Whoever was shut out a moment ago may not use the minute to let himself in for good: by another phone, say.
  const isGoingOn = effect === 'read' ? isKnownToGoOn(sessionId, userId) : goesOn(sessionId, userId);
  if (!(await isGoingOn)) throw new Failure('SESSION_ENDED');
  // Twice the window: a request of a clock that is ahead stays good for that long.
  if (effect === 'once' && !(await takeNonce(sessionId, nonce, 2 * TIME_WINDOW))) {
    throw new Failure('REQUEST_REPLAYED');
  }
  return { kind: 'member', userId, door: 'token' };
}
