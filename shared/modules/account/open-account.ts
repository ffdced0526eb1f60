import { randomBytes } from 'node:crypto';
import type { UserId } from '../../contracts/terms.js';
import { derivedId } from '../../core/ids.js';
import { type Account, accountOf, emptyAccount, insertAccount, keepInAccount } from './accounts.js';
import { callersPlace } from './attempts.js';
import { claimIdentity, dropIdentity, type Identifier, type Identity, identityOf, moveIdentity } from './identities.js';

/** An account that an identifier leads to, and whether it was made just now. */
export interface Opened {
  account: Account;
  isNew: boolean;
}

/**
 * The account of an identifier that the caller has shown to hold, made with `kept` when there is none. The claim of the identifier comes
 * first: of many at once one wins, and what a crash has left without an account is completed here.
 */
export async function openAccount(identifier: Identifier, kept: Partial<Account> = {}): Promise<Opened> {
  for (;;) {
    const identity = await claimIdentity(identifier, nobody(), 'h5');
    const opened = await complete(identity, identifier, kept);
    if (opened) return opened;
  }
}

/** The account of an identifier that the caller has shown to hold, completed as `openAccount` does; undefined when it is nobody's. */
export async function accountBehind(identifier: Identifier): Promise<Account | undefined> {
  for (;;) {
    const identity = await identityOf(identifier);
    if (!identity) return undefined;
    const opened = await complete(identity, identifier, {});
    if (opened) return opened.account;
  }
}

/**
 * What an identity leads to. Whoever took it may have died before the account was written: the account is made, gets its identifier, or
 * hands it on to the one that it was merged into.
 * @returns undefined when the identity has to be looked up anew
 */
async function complete(
  identity: Identity,
  identifier: Identifier,
  kept: Partial<Account>,
): Promise<Opened | undefined> {
  const { userId, origin } = identity;
  const { kind, text } = identifier;
  const account = await accountOf(userId);
  if (account?.mergedInto) {
    await moveIdentity(identifier, userId, account.mergedInto);
    return undefined;
  }
  if (account?.[kind] === text) return { account, isNew: false };
  if (account && account[kind] !== null) {
    // Two were bound at the same moment, and the account has taken the other.
    await dropIdentity(identifier, userId);
    return undefined;
  }
  if (account) {
    await keepInAccount(account, { [kind]: text }, { where: { [kind]: null } });
    return undefined;
  }
  if (origin === 'wechat') {
    await insertAccount({ ...emptyAccount(userId, origin), [kind]: text });
    return undefined;
  }
  const made = { ...emptyAccount(userId, origin), ...kept, places: [callersPlace()], [kind]: text };
  return (await insertAccount(made)) ? { account: made, isNew: true } : undefined;
}

/** A user id that nobody has. */
export function nobody(): UserId {
  return derivedId<UserId>('user', 'h5', randomBytes(32).toString('hex'));
}
