import type { Role } from '../contracts/permissions.js';
import type { UserId } from '../contracts/terms.js';
import { context } from './context.js';
import { Failure } from './failure.js';

/** Who acts. Known only from what the platform or a signature proves, never from what a caller says. */
export type Actor =
  | { kind: 'guest' }
  | Member
  | Operator
  /** The environment itself: a subscriber of an event, a job, a sweep. */
  | { kind: 'system' }
  | { kind: 'timer' }
  | { kind: 'payment-platform' };

/** A user of the app. */
export interface Member {
  kind: 'member';
  userId: UserId;
  /** The WeChat identity; absent for who came in with a token. */
  openid?: string;
  appid?: string;
  /** By what the member is known: WeChat's call context, or an access token. */
  door: 'wechat' | 'token';
}

/** Somebody who works for the shop, by an operator token. */
export interface Operator {
  kind: 'operator';
  operatorId: string;
  roles: readonly Role[];
  /** Names the token (jti), so that what was done with it can be told apart. */
  tokenId: string;
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

/**
 * The member who acts, with the WeChat identity.
 * @throws Failure UNAUTHENTICATED when nobody is signed in
 * @throws Failure FORBIDDEN for a member who did not come in through WeChat
 */
export function wechatMember(): Member & { openid: string; appid: string } {
  const { openid, appid, ...current } = member();
  if (!openid || !appid) throw new Failure('FORBIDDEN', { message: '请在微信小程序中进行此操作' });
  return { ...current, openid, appid };
}
