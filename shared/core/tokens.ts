import { randomUUID } from 'node:crypto';
import { errors, type JWTPayload, jwtVerify, SignJWT } from 'jose';
import type { Instant } from '../contracts/terms.js';
import { Failure } from './failure.js';
import { type KeyPurpose, keyRing } from './secrets.js';
import { now, SECOND, toMs } from './time.js';

/** Clocks of two machines may differ by this much, in seconds. */
const CLOCK_TOLERANCE = 5;

/** A token as it was verified; `jti` names it. */
export type TokenClaims = JWTPayload & { jti: string; iat: number; exp: number };

interface TokenTerms {
  purpose: KeyPurpose;
  /** Whom it is made for; nobody else takes it. */
  audience: string;
}

/** Signs `claims` as a JWT (RFC 7519, HS256) with the current key of `purpose`, good for `seconds` from `at`. */
export function signToken(
  { purpose, audience }: TokenTerms,
  claims: Readonly<Record<string, unknown>>,
  seconds: number,
  at: Instant = now(),
): Promise<string> {
  const { id, key } = keyRing(purpose).current;
  const issuedAt = Math.floor(toMs(at) / SECOND);
  return new SignJWT(claims as JWTPayload)
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT', kid: id })
    .setAudience(audience)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + seconds)
    .setJti(randomUUID())
    .sign(key);
}

/**
 * What a token says, if it was signed for `audience` with a key of `purpose` that is still in use, and lives for no more than
 * `longest` seconds altogether.
 * @throws Failure CREDENTIAL_REFUSED, the same whatever is wrong with it; the cause, which is only logged, says what
 */
export async function verifyToken(
  { purpose, audience }: TokenTerms,
  token: string,
  longest: number,
): Promise<TokenClaims> {
  try {
    const ring = keyRing(purpose);
    const keyOf = ({ kid }: { kid?: string }) => {
      const named = kid === undefined ? undefined : ring.byId(kid);
      if (!named) throw new errors.JWKSNoMatchingKey();
      return named.key;
    };
    const { payload } = await jwtVerify(token, keyOf, {
      algorithms: ['HS256'],
      audience,
      requiredClaims: ['jti', 'iat', 'exp'],
      clockTolerance: CLOCK_TOLERANCE,
    });
    const claims = payload as TokenClaims;
    if (claims.exp - claims.iat > longest) throw new errors.JWTInvalid(`lives longer than ${longest} s`);
    return claims;
  } catch (error) {
    if (error instanceof errors.JOSEError) throw new Failure('CREDENTIAL_REFUSED', { cause: error });
    throw error;
  }
}
