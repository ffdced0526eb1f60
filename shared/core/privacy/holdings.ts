import type { UserId } from '../../contracts/terms.js';
import { app } from '../environment.js';
import { derivedId } from '../ids.js';
import { collection, command } from '../store/collection.js';
import type { KeptOfUser } from '../store/declare.js';
import { blindIndex } from './blind-index.js';
import { holdingsOf } from './holdings.generated.js';

/** What one collection keeps of a user. */
export interface Holding extends KeptOfUser {
  collection: string;
}

type Found = { _id: string } & Record<string, unknown>;

/** Documents that are changed or looked at at once. */
const AT_A_TIME = 100;

/** What the collections of this function's app say that they keep of a user, in the order in which it is taken away. */
export function holdings(): readonly Holding[] {
  return holdingsOf[app()] ?? [];
}

/** Whether a user has anything that is more than the way in. One round trip for each collection. */
export async function keepsAnything(all: readonly Holding[], userId: UserId): Promise<boolean> {
  for (const { collection: name, of, partOfAccount } of all) {
    if (partOfAccount) continue;
    const [one] = await collection<Found>(name).find({ [of]: userId }, { limit: 1, fields: ['_id'] });
    if (one) return true;
  }
  return false;
}

/** What a user has to bring to an end before he can go, in his words; undefined when there is nothing. */
export async function unfinishedOf(all: readonly Holding[], userId: UserId): Promise<string | undefined> {
  for (const { collection: name, of, unfinished } of all) {
    if (!unfinished) continue;
    const where = { [of]: userId, [unfinished.field]: command().in([...unfinished.values]) };
    const [one] = await collection<Found>(name).find(where, { limit: 1, fields: ['_id'] });
    if (one) return unfinished.title;
  }
  return undefined;
}

/** A page of what a collection keeps of a user, by id. */
export async function pageOfHolding({ collection: name, of }: Holding, userId: string, after: string, limit: number) {
  // Under its own id there is one document at most.
  if (of === '_id' && after !== '') return [];
  const beyond = after === '' ? {} : { _id: command().gt(after) };
  return collection<Found>(name).find({ ...beyond, [of]: userId }, { orderBy: [['_id', 'asc']], limit });
}

/** A document as its user may see it: without secrets, and without what is the store's own. */
export function shownHolding({ hidden = [] }: Holding, document: Found) {
  const left = new Set([...hidden, 'revision', 'outbox', 'emitted', 'waiting']);
  return Object.fromEntries(Object.entries(document).filter(([field]) => !left.has(field)));
}

/**
 * Takes away what is kept of a user, and lets what the law wants kept belong to nobody who can be found. Safe to repeat.
 * @returns whether there was time for all of it
 */
export async function eraseHoldings(all: readonly Holding[], userId: UserId, inTime: () => boolean): Promise<boolean> {
  for (const holding of all) {
    const { collection: name, of, onDeletion } = holding;
    if (onDeletion === 'with-account' || 'keep' in onDeletion) continue;
    if ('remove' in onDeletion) await collection(name).remove({ [of]: userId });
    else if (!(await pseudonymise(holding, onDeletion.set, userId, inTime))) return false;
    if (!inTime()) return false;
  }
  return true;
}

/** Gives documents to a pseudonym, which only who has the environment's keys can lead back to the user. */
async function pseudonymise(
  { collection: name, of }: Holding,
  set: Readonly<Record<string, string | null>>,
  userId: UserId,
  inTime: () => boolean,
): Promise<boolean> {
  const documents = collection<Found>(name);
  const pseudonym = derivedId<UserId>('user', 'deleted', blindIndex('deleted', userId));
  for (;;) {
    const found = await documents.find({ [of]: userId }, { fields: ['_id'], limit: AT_A_TIME });
    for (const { _id } of found) {
      await documents.change(_id, { [of]: userId }, { ...set, [of]: pseudonym });
      if (!inTime()) return false;
    }
    if (found.length < AT_A_TIME) return true;
  }
}
