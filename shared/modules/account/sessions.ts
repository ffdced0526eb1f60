import { randomBytes } from 'node:crypto';
import type { SignedIn } from '../../contracts/auth/auth.js';
import type { Instant, UserId } from '../../contracts/terms.js';
import { Failure } from '../../core/failure.js';
import { derivedId } from '../../core/ids.js';
import { log } from '../../core/log.js';
import { collection, command } from '../../core/store/collection.js';
import { declareCollection } from '../../core/store/declare.js';
import { after, DAY, now, SECOND } from '../../core/time.js';
import { ACCESS_FOR, makeAccessToken } from './access-token.js';
import { type Account, epochOf, sessionEpochOf } from './accounts.js';
import { makeRefreshToken, readRefreshToken } from './refresh-token.js';

/** How long a session lives after it was last refreshed (FEATURES P1). */
const REFRESH_FOR = 30 * DAY;
/** Who lost the answer asks again with the same token; this long he gets the same successor. */
const GRACE = 20 * SECOND;

/** Somebody signed in on one device: a family of refresh tokens of which one is good. */
export interface Session {
  _id: string;
  userId: UserId;
  /** The account's `sessionEpoch` when it began: it is good as long as that is. */
  epoch: number;
  /** How often it was refreshed: the number of the refresh token that is good. */
  generation: number;
  rotatedAt: Instant;
  createdAt: Instant;
  /** When its last refresh token dies; the access token has died by then. */
  expiresAt: Instant;
  endedAt: Instant | null;
  endedBy: 'logout' | 'reuse' | 'password' | 'merge' | 'deletion' | null;
}

export const sessionCollection = declareCollection(
  'sessions',
  [
    { name: 'userId', keys: [['userId', 1]] },
    { name: 'expiresAt', keys: [['expiresAt', 1]] },
  ],
  { of: 'userId', onDeletion: { remove: true }, hidden: ['_id'], partOfAccount: true },
);
const sessions = collection<Session>(sessionCollection.name);

/** Begins a session of an account as it was read: who was shut out since then is not let in. One round trip. */
export async function beginSession(account: Account): Promise<SignedIn> {
  const [userId, epoch] = [account._id, epochOf(account)];
  const at = now();
  const id = derivedId<string>('session', randomBytes(32).toString('hex'));
  const begun: Session = {
    ...{ _id: id, userId, epoch, generation: 0, rotatedAt: at, createdAt: at, expiresAt: after(at, REFRESH_FOR) },
    ...{ endedAt: null, endedBy: null },
  };
  await sessions.insert(begun);
  return tokensOf(begun);
}

/**
 * Exchanges a refresh token for the next ones. A token that was exchanged before is a sign that two have it: the whole session
 * ends, unless it was exchanged a moment ago. Three round trips.
 * @throws Failure SESSION_ENDED
 */
export async function refreshSession(refreshToken: string): Promise<SignedIn> {
  const { sessionId, generation } = readRefreshToken(refreshToken);
  const session = await sessions.get(sessionId);
  if (!session || session.endedAt !== null || session.expiresAt <= now()) throw new Failure('SESSION_ENDED');
  if ((await sessionEpochOf(session.userId)) !== session.epoch) throw new Failure('SESSION_ENDED');
  if (session.generation === generation) return rotate(session);
  if (isLostAnswer(session, generation)) return tokensOf(session);
  if (generation > session.generation) throw new Failure('SESSION_ENDED');
  await endSession(sessionId, 'reuse');
  log('warn', 'session.reuse', { sessionId, userId: session.userId, generation, current: session.generation });
  throw new Failure('SESSION_ENDED');
}

async function rotate(session: Session): Promise<SignedIn> {
  const { _id, generation } = session;
  const at = now();
  const next = { generation: generation + 1, rotatedAt: at, expiresAt: after(at, REFRESH_FOR) };
  if (await sessions.change(_id, { generation, endedAt: null }, next)) return tokensOf({ ...session, ...next });
  // The same refresh, a moment earlier, was first: its successor is ours.
  const current = await sessions.get(_id, { endedAt: null });
  if (current && isLostAnswer(current, generation)) return tokensOf(current);
  throw new Failure('SESSION_ENDED');
}

function isLostAnswer({ generation, rotatedAt }: Session, asked: number): boolean {
  return asked === generation - 1 && after(rotatedAt, GRACE) > now();
}

async function tokensOf({ _id, userId, generation, expiresAt }: Session): Promise<SignedIn> {
  return {
    userId,
    ...(await makeAccessToken(userId, _id)),
    accessExpiresAt: after(now(), ACCESS_FOR),
    refreshToken: makeRefreshToken(_id, generation),
    refreshExpiresAt: expiresAt,
  };
}

/** Ends a session. @returns whether it was still going on */
export function endSession(sessionId: string, endedBy: NonNullable<Session['endedBy']>): Promise<boolean> {
  return sessions.change(sessionId, { endedAt: null }, { endedAt: now(), endedBy });
}

/** Ends all sessions of a user. @returns how many there were */
export async function endSessionsOf(userId: UserId, endedBy: NonNullable<Session['endedBy']>): Promise<number> {
  let ended = 0;
  for (;;) {
    const going = await sessions.find({ userId, endedAt: null }, { fields: ['_id'] });
    const results = await Promise.all(going.map(({ _id }) => endSession(_id, endedBy)));
    ended += results.filter(Boolean).length;
    if (going.length < 100) return ended;
  }
}

/** Whether a session of a user is going on. Two round trips, at the same time. */
export async function isGoingOn(sessionId: string, userId: UserId): Promise<boolean> {
  const [session, epoch] = await Promise.all([sessions.get(sessionId, { endedAt: null }), sessionEpochOf(userId)]);
  return session !== undefined && session.userId === userId && session.epoch === epoch;
}

/** When the last session of a user ended that an instance may still believe in. */
export async function lastEndedAfter(userId: UserId, instant: Instant): Promise<Instant | undefined> {
  const where = { userId, endedAt: command().gt(instant) };
  const [last] = await sessions.find(where, { orderBy: [['endedAt', 'desc']], limit: 1 });
  return last?.endedAt ?? undefined;
}

/** Removes sessions that nobody has a token of any more. @returns how many */
export function removeOldSessions(): Promise<number> {
  return sessions.remove({ expiresAt: command().lte(now()) });
}
