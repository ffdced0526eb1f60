import { keyOf } from '../keystring.js';
import type { CollectionStore } from '../store/collection-store.js';
import { indexKeys } from '../store/index-keys.js';
import type { Document, Value } from '../values/types.js';
import type { PlannedWrite } from './view.js';

/** The key of an `_id`, as maps have it. */
export const idKey = (id: Value): string => keyOf(id).toString('latin1');

/** What a write must have to itself: the document, and every key it has or gets in a unique index. */
export function lockNames(store: CollectionStore, { before, after }: PlannedWrite): string[] {
  const documents = [before?.document, after?.document].filter((document) => document !== undefined);
  const names = [`${store.id} ${idKey(documents[0]!._id!)}`];
  for (const index of store.maintained) {
    if (!index.definition.unique) continue;
    for (const document of documents) {
      for (const key of uniqueKeys(document, index)) names.push(`${store.id} ${index.id} ${key}`);
    }
  }
  return names;
}

export const uniqueKeys = (document: Document, index: CollectionStore['indexes'][number]): string[] =>
  indexKeys(document, index.fields).keys.map((key) => key.toString('latin1'));

/** Which transaction holds what. */
export class Locks {
  private readonly holders = new Map<string, object>();

  /** Says whether somebody other than `owner` holds one of the names. */
  heldByOther(names: readonly string[], owner?: object): boolean {
    return names.some((name) => {
      const holder = this.holders.get(name);
      return holder !== undefined && holder !== owner;
    });
  }

  take(names: readonly string[], owner: object): void {
    for (const name of names) this.holders.set(name, owner);
  }

  release(names: Iterable<string>): void {
    for (const name of names) this.holders.delete(name);
  }

  clear(): void {
    this.holders.clear();
  }
}
