import type { UserId } from '../../contracts/terms.js';
import type { Actor } from '../actor.js';
import { derivedId } from '../ids.js';
import { sdk } from '../store/cloud.js';

/** What the platform itself says of a call. */
export interface PlatformCall {
  actor: Actor;
  /** The platform's id of the invocation. */
  requestId: string;
}

/** Keys that the platform adds to what a mini-program sends. */
const PLATFORM_KEYS = new Set(['userInfo', 'tcbContext']);
/** What a timer sends as event. */
const TIMER_KEYS = new Set(['Type', 'TriggerName', 'Time', 'Message']);

/**
 * Who called, from the platform's call context alone.
 *
 * A timer is one by `TRIGGER_SRC`, which the platform sets and no caller can; an event that merely looks like a timer's
 * proves nothing. A WeChat user is known by the openid of the context, and its user id follows from it, so that knowing
 * who calls costs no round trip.
 */
export function platformCall(context: { request_id?: string }): PlatformCall {
  const { OPENID, APPID } = sdk().getWXContext();
  const requestId = context.request_id ?? 'unknown';
  if (OPENID && APPID) {
    return { requestId, actor: { kind: 'member', userId: userIdOf(APPID, OPENID), openid: OPENID, appid: APPID } };
  }
  if (process.env.TRIGGER_SRC === 'timer') return { requestId, actor: { kind: 'timer' } };
  return { requestId, actor: { kind: 'guest' } };
}

/** The user id of a WeChat user of one mini-program. */
export function userIdOf(appid: string, openid: string): UserId {
  return derivedId<UserId>('user', appid, openid);
}

/** What the caller itself sent. */
export function callersInput(event: unknown, actor: Actor): unknown {
  if (event === undefined || event === null) return {};
  if (typeof event !== 'object' || Array.isArray(event)) return event;
  const added = actor.kind === 'timer' ? TIMER_KEYS : PLATFORM_KEYS;
  return Object.fromEntries(Object.entries(event).filter(([key]) => !added.has(key)));
}
