import * as z from 'zod';
import type { Instant } from '../contracts/terms.js';
import type { Actor } from './actor.js';
import { Failure } from './failure.js';
import { now } from './time.js';
import { signToken, verifyToken } from './tokens.js';

/** How long an assertion is good for, in seconds: a call is under way for less, and a repeated one does no harm. */
const LIFETIME = 30;

/** What one function proves to another: for whom it calls, and which function it is. */
export interface Assertion {
  actor: Actor;
  caller: string;
  traceId: string;
  /** The call is a request of the outside world that a door hands on; from which address, if that is known. */
  request?: { ip?: string };
}

const Claims = z.object({
  actor: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('guest') }),
    z.object({ kind: z.literal('system') }),
    z.object({ kind: z.literal('payment-platform') }),
    z.object({
      kind: z.literal('member'),
      userId: z.string(),
      openid: z.string().optional(),
      appid: z.string().optional(),
      door: z.enum(['wechat', 'token']),
    }),
    z.object({
      kind: z.literal('operator'),
      operatorId: z.string(),
      roles: z.array(z.string()),
      tokenId: z.string(),
    }),
  ]),
  caller: z.string(),
  traceId: z.string(),
  request: z.object({ ip: z.string().optional() }).optional(),
});

/** Signs an assertion for `audience` (`<app>@<env>/<action>`), which nobody else takes. */
export function makeAssertion(
  audience: string,
  { actor, caller, traceId, request }: Assertion,
  at: Instant = now(),
): Promise<string> {
  // A timer proves itself to the function it fires. What that function asks of others, it asks as the system.
  const passedOn: Actor = actor.kind === 'timer' ? { kind: 'system' } : actor;
  return signToken({ purpose: 'assertion', audience }, { actor: passedOn, caller, traceId, request }, LIFETIME, at);
}

/**
 * What an assertion proves.
 * @throws Failure CREDENTIAL_REFUSED
 */
export async function readAssertion(audience: string, token: string): Promise<Assertion> {
  const claims = await verifyToken({ purpose: 'assertion', audience }, token, LIFETIME);
  const { data, error } = Claims.safeParse(claims);
  if (!data) throw new Failure('CREDENTIAL_REFUSED', { cause: error });
  return data as Assertion;
}
