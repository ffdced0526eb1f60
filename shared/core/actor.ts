import type { UserId } from '../contracts/terms.js';
import { context } from './context.js';
import { Failure } from './failure.js';

/** Who acts. Known only from what the platform or a signature proves, never from what a caller says. */
export type Actor = { kind: 'guest' } | Member | { kind: 'timer' } | { kind: 'payment-platform' };

/** A WeChat user. */
export interface Member {
  kind: 'member';
  userId: UserId;
  openid: string;
  appid: string;
}

/** Who acts in the present call. */
export function actor(): Actor {
  return context().actor;
}

/**
 * The member who acts.
 * @throws Failure UNAUTHENTICATED when nobody is signed in
 */
export function member(): Member {
  const current = actor();
  if (current.kind !== 'member') throw new Failure('UNAUTHENTICATED');
  return current;
}
