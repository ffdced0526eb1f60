import type * as z from 'zod';
import type { OwnAccount } from '../../contracts/account/account.js';
import type { Instant, UserId } from '../../contracts/terms.js';
import { type Change, collection, command } from '../../core/store/collection.js';
import { declareCollection } from '../../core/store/declare.js';
import { now } from '../../core/time.js';
import type { Identifier } from './identities.js';

/** How one user signs in outside of WeChat, and how he shows himself. A WeChat user has one when there is something to keep. */
export interface Account {
  _id: UserId;
  /** Where its user id comes from: WeChat, or the registration outside of it. */
  origin: 'wechat' | 'h5';
  nickname: string | null;
  avatar: string | null;
  /** As `hashPassword` makes it. */
  password: string | null;
  /** Kept encrypted, as all of `personalData` is. */
  phone: string | null;
  email: string | null;
  /** Blind indexes of the networks that its owner signed in from, the newest last. */
  places: string[];
  createdAt: Instant;
  /** When it will be deleted; null unless its owner has asked for it. */
  deletionDueAt: Instant | null;
}

export const accountCollection = declareCollection(
  'accounts',
  [{ name: 'deletionDueAt', keys: [['deletionDueAt', 1]] }],
  { of: '_id', onDeletion: 'with-account', hidden: ['password', 'places'], partOfAccount: true },
);
const accounts = collection<Account>(accountCollection.name);

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

/** Writes a new account down. @returns whether there was none yet */
export function insertAccount(account: Account): Promise<boolean> {
  return accounts.insert(account);
}

/** Changes an account if it also fits `where`. */
export function changeAccount(userId: UserId, change: Change, where: Change = {}): Promise<boolean> {
  return accounts.change(userId, where, change);
}

/** Changes an account, making it first if there is none. @returns it as it was, or as it was made */
export async function keepInAccount(userId: UserId, origin: Account['origin'], change: Partial<Account>) {
  if (await changeAccount(userId, change)) return;
  if (await insertAccount({ ...emptyAccount(userId, origin), ...change })) return;
  await changeAccount(userId, change);
}

export async function removeAccount(userId: UserId): Promise<void> {
  await accounts.remove({ _id: userId });
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
