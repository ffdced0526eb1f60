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
export interface Identity {
  _id: string;
  userId: UserId;
  kind: Identifier['kind'];
  /** Where the account comes from, so that a claim tells it whose account is not written yet. */
  origin: 'wechat' | 'h5';
  createdAt: Instant;
  /** Being put under a newer key: as long as one under an older key is there, that one counts. */
  copying?: true;
}

export const identityCollection = declareCollection('identities', [{ name: 'userId', keys: [['userId', 1]] }], {
  of: 'userId',
  onDeletion: { remove: true },
  hidden: ['_id'],
  partOfAccount: true,
});
export const identities = collection<Identity>(identityCollection.name);

/** Reads what a contract has let through. */
export function identifierOf(text: string): Identifier {
  return text.includes('@') ? { kind: 'email', text: text.toLowerCase() } : { kind: 'phone', text };
}

/** The ids that an identifier has had under each key in use, the current one first. */
export function idsOf({ kind, text }: Identifier): [current: string, ...older: string[]] {
  const [current, ...older] = blindIndexes(kind, text).map((index) => derivedId<string>('identity', index));
  return [current!, ...older];
}

/** Stands for an identifier in ids of other documents. */
export function keyOf(identifier: Identifier): string {
  return idsOf(identifier)[0];
}

/** What an identifier belongs to. One round trip, however many keys are in use. */
export async function identityOf(identifier: Identifier): Promise<Identity | undefined> {
  const ids = idsOf(identifier);
  return inForce(ids, await identities.find({ _id: command().in(ids) }));
}

/** Of the documents of one identifier, the one that says whose it is. */
export function inForce(ids: readonly string[], found: readonly Identity[]): Identity | undefined {
  const byAge = [...found].sort((a, b) => ids.indexOf(a._id) - ids.indexOf(b._id));
  return byAge.find(({ copying }) => !copying) ?? byAge[0];
}

/** The account that an identifier belongs to. One round trip. */
export async function ownerOf(identifier: Identifier): Promise<UserId | undefined> {
  return (await identityOf(identifier))?.userId;
}

/** Takes an identifier for an account. @returns whose it is now: the account's, or who had it before */
export async function claimIdentity(
  identifier: Identifier,
  userId: UserId,
  origin: Identity['origin'],
): Promise<Identity> {
  for (;;) {
    const earlier = await identityOf(identifier);
    if (earlier) return earlier;
    const claimed = { _id: keyOf(identifier), userId, kind: identifier.kind, origin, createdAt: now() };
    if (await identities.insert(claimed)) return claimed;
  }
}

/**
 * Gives an identifier of one account to another, of WeChat. Safe to repeat, and to do while keys are rotated.
 * @returns whether it is the other's now
 */
export async function moveIdentity(identifier: Identifier, from: UserId, to: UserId): Promise<boolean> {
  for (;;) {
    const found = await identityOf(identifier);
    if (found?.userId !== from) return found?.userId === to;
    if (await identities.change(found._id, { userId: from }, { userId: to, origin: 'wechat' })) return true;
  }
}

/** Gives an identifier up that an account has claimed and never got. */
export async function dropIdentity(identifier: Identifier, userId: UserId): Promise<void> {
  await identities.remove({ _id: command().in(idsOf(identifier)), userId });
}

/** The kinds of identifiers that an account has. */
export async function kindsOf(userId: UserId): Promise<Set<Identifier['kind']>> {
  const found = await identities.find({ userId }, { fields: ['kind'] });
  return new Set(found.map(({ kind }) => kind));
}
