import type { Instant, UserId } from '../../contracts/terms.js';
import { derivedId } from '../../core/ids.js';
import { blindIndexes } from '../../core/privacy/blind-index.js';
import { collection, command } from '../../core/store/collection.js';
import { declareCollection } from '../../core/store/declare.js';
import { now } from '../../core/time.js';

/** What somebody signs in by, as it is compared: an e-mail address in small letters. */
export interface Identifier {
  kind: 'phone' | 'email';
  text: string;
}

/**
 * Whose a telephone number or an e-mail address is. The id follows from its blind index, so that it belongs to one account
 * however many register it at once, and is written down nowhere.
 */
interface Identity {
  _id: string;
  userId: UserId;
  kind: Identifier['kind'];
  createdAt: Instant;
}

export const identityCollection = declareCollection('identities', [{ name: 'userId', keys: [['userId', 1]] }], {
  of: 'userId',
  onDeletion: { remove: true },
  hidden: ['_id'],
  partOfAccount: true,
});
const identities = collection<Identity>(identityCollection.name);

/** Reads what a contract has let through. */
export function identifierOf(text: string): Identifier {
  return text.includes('@') ? { kind: 'email', text: text.toLowerCase() } : { kind: 'phone', text };
}

function idsOf({ kind, text }: Identifier): [current: string, ...older: string[]] {
  const [current, ...older] = blindIndexes(kind, text).map((index) => derivedId<string>('identity', index));
  return [current!, ...older];
}

/** Stands for an identifier in ids of other documents. */
export function keyOf(identifier: Identifier): string {
  return idsOf(identifier)[0];
}

/** The account that an identifier belongs to. One round trip, however many keys are in use. */
export async function ownerOf(identifier: Identifier): Promise<UserId | undefined> {
  const [found] = await identities.find({ _id: command().in(idsOf(identifier)) }, { limit: 1 });
  return found?.userId;
}

/** Takes an identifier for an account. @returns whose it is now: `userId`, or who had it before */
export async function claimIdentity(identifier: Identifier, userId: UserId): Promise<UserId> {
  const earlier = await ownerOf(identifier);
  if (earlier) return earlier;
  const claimed = { _id: keyOf(identifier), userId, kind: identifier.kind, createdAt: now() };
  if (await identities.insert(claimed)) return userId;
  return (await ownerOf(identifier)) ?? claimIdentity(identifier, userId);
}

/** Gives an identifier of one account to another. @returns whether it was that account's */
export async function moveIdentity(identifier: Identifier, from: UserId, to: UserId): Promise<boolean> {
  for (const id of idsOf(identifier)) if (await identities.change(id, { userId: from }, { userId: to })) return true;
  return false;
}

/** The identities of an account. */
export function identitiesOf(userId: UserId) {
  return identities.find({ userId }, { fields: ['_id', 'kind'] });
}

/** Gives all that an account signs in by to another. Safe to repeat. */
export async function moveIdentities(from: UserId, to: UserId): Promise<void> {
  for (const { _id } of await identitiesOf(from)) await identities.change(_id, { userId: from }, { userId: to });
}

/**
 * Puts identities where the current key leads to, so that they are found when an older one is gone. Safe to repeat. One round trip, and
 * four for each that is not there yet.
 * @returns how many were put there
 */
export async function renewIdentities(owned: readonly { identifier: Identifier; userId: UserId }[]): Promise<number> {
  if (owned.length === 0) return 0;
  const current = owned.map(({ identifier }) => keyOf(identifier));
  const found = await identities.find({ _id: command().in(current) }, { fields: ['_id'], limit: 1000 });
  const there = new Set(found.map(({ _id }) => _id));
  const late = owned.filter((_, place) => !there.has(current[place]!));
  let renewed = 0;
  for (const { identifier, userId } of late) if (await renew(identifier, userId)) renewed += 1;
  return renewed;
}

/** Both are there for a moment, and belong to the same: whoever asks in between finds one of them. */
async function renew(identifier: Identifier, userId: UserId): Promise<boolean> {
  const [_id, ...older] = idsOf(identifier);
  const [old] = await identities.find({ _id: command().in(older), userId }, { limit: 1 });
  if (!old) return false;
  const renewed = { _id, userId, kind: old.kind, createdAt: old.createdAt };
  if (!(await identities.insert(renewed))) return false;
  // It has been given to somebody else since it was read: then he has it, and the next pass renews his.
  if ((await identities.remove({ _id: old._id, userId })) === 0) await identities.remove({ _id, userId });
  return true;
}
