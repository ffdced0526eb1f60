import type { UserId } from '../../contracts/terms.js';
import { app } from '../environment.js';
import { collection, command } from '../store/collection.js';
import type { KeptOfUser } from '../store/declare.js';
import { after, DAY, now } from '../time.js';
import { holdingsOf } from './holdings.generated.js';

/** What one collection keeps of a user. */
export interface Holding extends KeptOfUser {
  collection: string;
  /** Its documents have an outbox: events that wait there name the user as well. */
  emits?: true;
}

type Found = { _id: string } & Record<string, unknown>;

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
  for (const { collection: name, of, unfinished = [] } of all) {
    for (const { field, values, title, within } of unfinished) {
      const recent = within && { [within.of]: command().gt(after(now(), -within.days * DAY)) };
      const where = { [of]: userId, [field]: command().in([...values]), ...recent };
      const [one] = await collection<Found>(name).find(where, { limit: 1, fields: ['_id'] });
      if (one) return title;
    }
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
