import type { UserId } from '../../contracts/terms.js';
import { Failure } from '../../core/failure.js';
import { log } from '../../core/log.js';
import { holdings, keepsAnything } from '../../core/privacy/holdings.js';
import { after, MINUTE, now, SECOND, toMs } from '../../core/time.js';
import { type Account, accountOf, emptyAccount, identifiersOf, keepInAccount, removeAccount } from './accounts.js';
import { type Identifier, identitiesOf, moveIdentities, moveIdentity } from './identities.js';
import { endSessionsOf, lastEndedAfter } from './sessions.js';

/** Instances believe in a session for a minute; so long after its end something may still be written in its name. */
const UNTIL_NOBODY_WRITES = MINUTE + 5 * SECOND;

/**
 * Makes an account outside of WeChat one with a WeChat user's: that user id stays, because it follows from the openid and is known without a
 * look-up; what the other signs in by is his from now on. Nothing is lost: who has orders or the like under the other
 * id is refused. Killed at any point, the same call completes it.
 * @throws Failure IDENTIFIER_TAKEN by another WeChat user, IDENTIFIER_SET, ACCOUNT_HAS_DATA, MERGE_PENDING
 */
export async function mergeInto(own: Account, other: UserId, by: Identifier): Promise<void> {
  const account = (await accountOf(other)) ?? emptyAccount(other, 'h5');
  if (account.origin === 'wechat' || account.deletionDueAt !== null) throw new Failure('IDENTIFIER_TAKEN');
  const kinds = new Set((await identitiesOf(own._id)).map(({ kind }) => kind));
  const theirs = identifiersOf(account);
  if (theirs.some(({ kind }) => kinds.has(kind))) throw new Failure('IDENTIFIER_SET');

  if (await keepsAnything(holdings(), other)) throw new Failure('ACCOUNT_HAS_DATA');
  await endSessionsOf(other, 'merge');
  const since = await lastEndedAfter(other, after(now(), -UNTIL_NOBODY_WRITES));
  if (since) {
    const retryAfterMs = toMs(since) + UNTIL_NOBODY_WRITES - toMs(now());
    throw new Failure('MERGE_PENDING', { retryAfterMs: Math.max(SECOND, retryAfterMs) });
  }

  await keepInAccount(own._id, 'wechat', {
    password: own.password ?? account.password,
    nickname: own.nickname ?? account.nickname,
    avatar: own.avatar ?? account.avatar,
    phone: own.phone ?? account.phone,
    email: own.email ?? account.email,
  });
  for (const identifier of theirs) if (identifier.kind !== by.kind) await moveIdentity(identifier, other, own._id);
  await removeAccount(other);
  await moveIdentities(other, own._id);
  await endSessionsOf(other, 'merge');
  log('info', 'account.merged', { userId: own._id, from: other });
}
