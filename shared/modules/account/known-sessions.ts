import type { UserId } from '../../contracts/terms.js';
import { MINUTE, now, toMs } from '../../core/time.js';
import { isGoingOn } from './sessions.js';

/** How long an instance believes in a session that it has seen: one that is ended is refused after this at the latest. */
const BELIEVED_FOR = MINUTE;
/** Sessions that an instance remembers; the one that was seen first is forgotten first. */
const MOST_KNOWN = 5_000;

const seenAt = new Map<string, number>();

/** Whether a session is going on, as of a minute ago at most. Two round trips a minute for each session and instance. */
export async function isKnownToGoOn(sessionId: string, userId: UserId): Promise<boolean> {
  const at = toMs(now());
  const seen = seenAt.get(sessionId);
  if (seen !== undefined && seen <= at && at < seen + BELIEVED_FOR) return true;
  return goesOn(sessionId, userId);
}

/** Whether a session is going on now. Two round trips. */
export async function goesOn(sessionId: string, userId: UserId): Promise<boolean> {
  const at = toMs(now());
  seenAt.delete(sessionId);
  if (!(await isGoingOn(sessionId, userId))) return false;
  if (seenAt.size >= MOST_KNOWN) seenAt.delete(seenAt.keys().next().value!);
  seenAt.set(sessionId, at);
  return true;
}
