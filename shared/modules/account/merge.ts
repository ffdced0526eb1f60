import type { UserId } from '../../contracts/terms.js';
import { Failure } from '../../core/failure.js';
import { log } from '../../core/log.js';
import { holdings, keepsAnything } from '../../core/privacy/holdings.js';
import { after, DAY, MINUTE, now, SECOND, toMs } from '../../core/time.js';
import {
  type Account,
  accountOf,
  changeAccount,
  emptyAccount,
  identifiersOf,
  insertAccount,
  shutOut,
} from './accounts.js';
import { type Identifier, type Identity, moveIdentity } from './identities.js';
import { endSessionsOf, lastEndedAfter } from './sessions.js';

/** Instances believe in a session for a minute; so long after its end something may still be written in its name. */
const UNTIL_NOBODY_WRITES = MINUTE + 5 * SECOND;
/** Longer than any session lives. */
const KEPT_CLOSED_FOR = 31 * DAY;

/**
 * Gives a WeChat user an identifier that he has shown to hold, and that an account outside of WeChat has. That account may be his own, or
 * of who had the number before him: so the identifier is all that goes over. Password, other identifiers, name and picture
 * never do, for each would let its former holder in, or show him. An account that has another identifier lives on by that; one that has
 * none left is closed, unless it has orders or the like. Killed at any point, the same call completes it.
 * @throws Failure IDENTIFIER_TAKEN by another WeChat user, ACCOUNT_HAS_DATA, MERGE_PENDING
 */
export async function takeOver(identifier: Identifier, { userId: from, origin }: Identity, to: UserId): Promise<void> {
  const account = await accountOf(from);
  if (account?.mergedInto !== to) {
    const isOfWechat = (account?.origin ?? origin) === 'wechat';
    if (isOfWechat || account?.mergedInto || (account?.deletionDueAt ?? null) !== null) {
      throw new Failure('IDENTIFIER_TAKEN');
    }
    const others = account ? identifiersOf(account).filter(({ kind }) => kind !== identifier.kind) : [];
    if (account && others.length > 0) return release(identifier, account, to);
    await close(from, account, to);
  }
  await handOver(identifier, from, to);
}

/** The account lives on by its other identifier, and its owner is told. */
async function release(identifier: Identifier, { _id: from }: Account, to: UserId): Promise<void> {
  const { kind } = identifier;
  await changeAccount(from, { [kind]: null, ...shutOut() }, {}, `${kind}-lost`);
  await handOver(identifier, from, to);
  // Whoever signed in by it in between has put it back.
  await changeAccount(from, { [kind]: null });
  await endSessionsOf(from, 'merge');
}

/** From here on nobody gets into the account, and what it was stays nowhere. */
async function close(from: UserId, account: Account | undefined, to: UserId): Promise<void> {
  if (await keepsAnything(holdings(), from)) throw new Failure('ACCOUNT_HAS_DATA');
  await endSessionsOf(from, 'merge');
  const since = await lastEndedAfter(from, after(now(), -UNTIL_NOBODY_WRITES));
  if (since) {
    const retryAfterMs = toMs(since) + UNTIL_NOBODY_WRITES - toMs(now());
    throw new Failure('MERGE_PENDING', { retryAfterMs: Math.max(SECOND, retryAfterMs) });
  }
  const { _id, ...nothing } = emptyAccount(from, 'h5');
  const closed = { ...nothing, mergedInto: to, deletionDueAt: after(now(), KEPT_CLOSED_FOR) };
  const done = account
    ? await changeAccount(from, { ...closed, ...shutOut() }, { deletionDueAt: null })
    : await insertAccount({ _id, ...closed });
  if (!done) throw new Failure('MERGE_PENDING', { retryAfterMs: SECOND });
}

async function handOver(identifier: Identifier, from: UserId, to: UserId): Promise<void> {
  if (!(await moveIdentity(identifier, from, to))) throw new Failure('IDENTIFIER_TAKEN');
  log('info', 'account.merged', { userId: to, from });
}
