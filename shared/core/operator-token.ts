import * as z from 'zod';
import type { Instant } from '../contracts/terms.js';
import type { Operator } from './actor.js';
import { Failure } from './failure.js';
import { now } from './time.js';
import { signToken, verifyToken } from './tokens.js';

/** An operator token lives for an hour at most, in seconds. What was taken from somebody is worthless soon. */
export const LONGEST_OPERATOR_TOKEN = 3600;

const RoleName = z.string().regex(/^[a-z][a-z0-9-]{1,31}$/);
const Claims = z.object({
  sub: z.string().regex(/^[A-Za-z0-9._@-]{1,64}$/),
  roles: z.array(RoleName).min(1).max(20),
  jti: z.string(),
});

/** Makes an operator token, good for `seconds` from `at` in the environment `audience` (`<app>@<env>`). */
export function makeOperatorToken(
  audience: string,
  { operatorId, roles }: Pick<Operator, 'operatorId' | 'roles'>,
  seconds: number,
  at: Instant = now(),
): Promise<string> {
  return signToken({ purpose: 'operator', audience }, { sub: operatorId, roles }, seconds, at);
}

/**
 * The operator whom a token proves.
 * @throws Failure CREDENTIAL_REFUSED
 */
export async function readOperatorToken(audience: string, token: string): Promise<Operator> {
  const claims = await verifyToken({ purpose: 'operator', audience }, token, LONGEST_OPERATOR_TOKEN);
  const { data, error } = Claims.safeParse(claims);
  if (!data) throw new Failure('CREDENTIAL_REFUSED', { cause: error });
  return { kind: 'operator', operatorId: data.sub, roles: data.roles, tokenId: data.jti };
}
