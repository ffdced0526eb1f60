import type * as z from 'zod';
import type { OwnAccount } from '../../contracts/account/account.js';
import { type AccountChange, accountChanged } from '../../contracts/account/events.js';
import type { FileId } from '../../contracts/file/file.js';
import type { Instant, UserId } from '../../contracts/terms.js';
import { emitting } from '../../core/events/emitting.js';
import { type Change, collection, command } from '../../core/store/collection.js';
import { declareEmittingCollection } from '../../core/store/declare.js';
import { now } from '../../core/time.js';
import type { Identifier } from './identities.js';

/** How one user signs in outside of WeChat, and how he shows himself. A WeChat user has one when there is something to keep. */
export interface Account {
  _id: UserId;
  /** Where its user id comes from: WeChat, or the registration outside of it. */
  origin: 'wechat' | 'h5';
  nickname: string | null;
  avatar: FileId | null;
  /** As `hashPassword` makes it. */
  password: string | null;
  /** Kept encrypted, as all of `personalData` is. */
  phone: string | null;
  email: string | null;
  /** Blind indexes of the networks that its owner signed in from, the newest last. */
  places: string[];
  /**
   * Raised by the very write that shuts everybody out: a session is good as long as it is of the account's present epoch. An account that
   * nobody was shut out of yet has none.
   */
  sessionEpoch?: number;
  createdAt: Instant;
  /** When it will be deleted; null unless its owner has asked for it. */
  deletionDueAt: Instant | null;
  /** The account that has taken over its last identifier: nobody gets in here any more, and the sweep removes it. */
  mergedInto?: UserId;
}

export const accountCollection = declareEmittingCollection(
  'accounts',
  [accountChanged],
  [{ name: 'deletionDueAt', keys: [['deletionDueAt', 1]] }],
  {
    of: '_id',
    onDeletion: 'with-account',
    hidden: ['password', 'places', 'sessionEpoch', 'mergedInto'],
    partOfAccount: true,
  },
);
const accounts = emitting(collection<Account>(accountCollection.name), accountCollection);

type Shown = z.output<typeof OwnAccount>;

/** What a WeChat user has who never kept anything. */
export function emptyAccount(userId: UserId, origin: Account['origin']): Account {
  return {
    ...{ _id: userId, origin, nickname: null, avatar: null, password: null, phone: null, email: null },
    ...{ places: [], createdAt: now(), deletionDueAt: null },
  };
}

export function accountOf(userId: UserId): Promise<Account | undefined> {
  return accounts.get(userId);
}

/** The epoch of the sessions that let somebody in; undefined when none does, because there is no such account any more. */
export async function sessionEpochOf(userId: UserId): Promise<number | undefined> {
  const [account] = await accounts.find({ _id: userId }, { limit: 1, fields: ['sessionEpoch', 'mergedInto'] });
  return account && !account.mergedInto ? epochOf(account) : undefined;
}

export function epochOf({ sessionEpoch = 0 }: Pick<Account, 'sessionEpoch'>): number {
  return sessionEpoch;
}

/** The part of a change that ends every session of the account, as one write with the rest of it. */
export function shutOut(): Change {
  return { sessionEpoch: command().inc(1) };
}

/** Writes a new account down. @returns whether there was none yet */
export function insertAccount(account: Account): Promise<boolean> {
  return accounts.insert(account);
}

/** Changes an account if it also fits `where`, and tells its owner of `what` has changed. */
export function changeAccount(userId: UserId, change: Change, where: Change = {}, ...what: AccountChange[]) {
  return accounts.change(userId, where, change, { emits: told(userId, what) });
}

/**
 * Changes an account if it also fits `where`, making it first if there is none and its user came by WeChat: whoever came another way
 * had one. Tells its owner of `what` has changed.
 * @returns whether it did
 */
export async function keepInAccount(
  { _id: userId, origin }: Pick<Account, '_id' | 'origin'>,
  kept: Partial<Account>,
  { where = {}, also = {}, what = [] }: { where?: Change; also?: Change; what?: AccountChange[] } = {},
): Promise<boolean> {
  if (await changeAccount(userId, { ...kept, ...also }, where, ...what)) return true;
  if (origin !== 'wechat') return false;
  if (await accounts.insert({ ...emptyAccount(userId, origin), ...kept }, { emits: told(userId, what) })) return true;
  return changeAccount(userId, { ...kept, ...also }, where, ...what);
}

function told(userId: UserId, what: readonly AccountChange[]) {
  return what.map((one) => accountChanged({ userId, what: one, changedAt: now() }));
}

/** Removes an account. @returns whether it is gone; it stays as long as something that happened to it is not told yet */
export async function removeAccount(userId: UserId): Promise<boolean> {
  return (await accounts.remove({ _id: userId })) > 0 || !(await accounts.get(userId));
}

/** Accounts whose time has come, at most `limit`. */
export function findDueForDeletion(limit: number): Promise<Account[]> {
  return accounts.find({ deletionDueAt: command().lte(now()) }, { limit, orderBy: [['deletionDueAt', 'asc']] });
}

/** The identifiers of an account. */
export function identifiersOf({ phone, email }: Account): Identifier[] {
  return [
    ...(phone === null ? [] : [{ kind: 'phone' as const, text: phone }]),
    ...(email === null ? [] : [{ kind: 'email' as const, text: email }]),
  ];
}

/** An account as its owner is shown it, over somebody's shoulder: the middle of what he signs in by is hidden. */
export function shown({ _id: userId, nickname, avatar, phone, email, password, deletionDueAt }: Account): Shown {
  return {
    ...{ userId, nickname, avatar, hasPassword: password !== null, deletionDueAt },
    phone: phone && `${phone.slice(0, 3)}****${phone.slice(-4)}`,
    email: email && `${email.slice(0, 1)}***${email.slice(email.lastIndexOf('@'))}`,
  };
}
