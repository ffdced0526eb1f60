import { createHmac } from 'node:crypto';
import * as z from 'zod';
import { UserId } from '../../contracts/terms.js';
import { environment } from '../../core/environment.js';
import { Failure } from '../../core/failure.js';
import { keyRing } from '../../core/secrets.js';
import { DAY, SECOND } from '../../core/time.js';
import { signToken, verifyToken } from '../../core/tokens.js';

/** How long an access token is good for (FEATURES P1), ms. */
export const ACCESS_FOR = 7 * DAY;
const ISSUER = 'yunshu';

const Claims = z.object({
  iss: z.literal(ISSUER),
  sub: UserId,
  sid: z.string(),
  /** The key that the session's requests are signed under. */
  sgk: z.string(),
});

/** What an access token says: who, and in which session. What somebody may do is never read from it. */
export interface Access {
  userId: UserId;
  sessionId: string;
  signingKey: Buffer;
}

const terms = () => ({ purpose: 'token', audience: environment() }) as const;

/** An access token for a session, and the key that its requests are signed with. */
export async function makeAccessToken(userId: UserId, sessionId: string) {
  const { id: sgk } = keyRing('signature').current;
  const claims = { iss: ISSUER, sub: userId, sid: sessionId, sgk };
  const accessToken = await signToken(terms(), claims, ACCESS_FOR / SECOND);
  return { accessToken, signingKey: signingKeyOf(sessionId, sgk)!.toString('base64url') };
}

/**
 * What an access token of this environment proves.
 * @throws Failure CREDENTIAL_REFUSED
 */
export async function readAccessToken(token: string): Promise<Access> {
  const { data, error } = Claims.safeParse(await verifyToken(terms(), token, ACCESS_FOR / SECOND));
  const signingKey = data && signingKeyOf(data.sid, data.sgk);
  if (!data || !signingKey) throw new Failure('CREDENTIAL_REFUSED', { cause: error });
  return { userId: data.sub, sessionId: data.sid, signingKey };
}

/** Follows from the session, so that a door can check a signature without asking anybody. */
function signingKeyOf(sessionId: string, keyId: string): Buffer | undefined {
  const named = keyRing('signature').byId(keyId);
  return named && createHmac('sha256', named.key).update(sessionId).digest();
}
