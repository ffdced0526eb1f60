import type { UserId } from '../../contracts/terms.js';
import { member } from '../actor.js';
import { cloudCall } from '../cloud-call.js';
import { personalData } from '../privacy/personal-data.js';
import { sdk } from './cloud.js';
import { sealing } from './sealed.js';

/** A filter: values and commands by field path. */
export type Where = Readonly<Record<string, unknown>>;
/** A change: values and update commands by field path. */
export type Change = Readonly<Record<string, unknown>>;

export interface FindOptions {
  orderBy?: readonly (readonly [field: string, direction: 'asc' | 'desc'])[];
  /** At most 1,000, which is the platform's own limit. */
  limit?: number;
  /** The fields that are needed; all of them unless said. */
  fields?: readonly string[];
  /** Filters of which one at least has to fit as well. */
  anyOf?: readonly Where[];
}

/** A document as it is read: each change has raised its revision by one. */
export type Stored<T> = T & { revision: number };

/** A collection of documents of one kind. Each method is one round trip. */
export interface Collection<T extends { _id: string }> {
  get(id: string, where?: Where): Promise<Stored<T> | undefined>;
  find(where: Where, options?: FindOptions): Promise<Stored<T>[]>;
  /** Whether the document was added; false when its id is taken. */
  insert(document: T): Promise<boolean>;
  /**
   * Changes the one document `id` if it also fits `where`, in one step that nothing can come between.
   * @returns whether it was there and did
   */
  change(id: string, where: Where, change: Change): Promise<boolean>;
  /** Removes the documents that fit. @returns how many */
  remove(where: Where): Promise<number>;
}

/**
 * Objects replace what is there as a whole. Left to itself the SDK turns them into a change of each field, which the
 * platform refuses where there was null.
 */
function whole(change: Change): Change {
  const replaced = (value: unknown) => (isPlainObject(value) ? command().set(value) : value);
  return Object.fromEntries(Object.entries(change).map(([field, value]) => [field, replaced(value)]));
}

function isPlainObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** Documents that belong to a user: every access is limited to those of the member who acts. */
export interface Owned {
  _id: string;
  userId: UserId;
}

/** Commands for filters and changes: `gte`, `inc`, `exists` and the like. */
export function command() {
  return database().command;
}

function database() {
  return sdk().database({ throwOnNotFound: false } as never);
}

/** The collection `name`, with the documents of everybody. Fields of the catalogue `personalData` are kept encrypted. */
export function collection<T extends { _id: string }>(name: string): Collection<T> {
  const fields = personalData[name];
  return fields ? sealing(asKept<T>(name), name, fields) : asKept<T>(name);
}

/** The collection `name` as its documents are kept, encrypted fields and all: for the rotation of keys. */
export function asKept<T extends { _id: string }>(name: string): Collection<T> {
  const documents = () => database().collection(name);

  const find = async (where: Where, { orderBy = [], limit = 100, fields, anyOf }: FindOptions = {}) => {
    const _ = command();
    let query = documents().where(anyOf ? _.and(where, _.or(...anyOf)) : where);
    if (fields) query = query.field(Object.fromEntries(fields.map((field) => [field, true])));
    for (const [field, direction] of orderBy) query = query.orderBy(field, direction);
    return cloudCall('database-find', name, async () => {
      const { data } = (await query.limit(limit).get()) as unknown as { data: Stored<T>[] };
      return data;
    });
  };

  return {
    find,
    async get(id, where = {}) {
      const [document] = await find({ ...where, _id: id }, { limit: 1 });
      return document;
    },
    insert: (document) =>
      cloudCall('database-insert', name, async () => {
        try {
          await documents().add({ data: { ...document, revision: 0 } });
          return true;
        } catch (error) {
          if (isTaken(error)) return false;
          throw error;
        }
      }),
    async change(id, where, change) {
      // The platform counts documents that became different. A revision makes every change one, even to the same values.
      const data = { ...whole(change), revision: command().inc(1) };
      const filter = { ...where, _id: id };
      return cloudCall('database-change', name, async () => {
        const { stats } = (await documents().where(filter).update({ data })) as { stats: { updated: number } };
        return stats.updated === 1;
      });
    },
    remove: (where) =>
      cloudCall('database-remove', name, async () => {
        const { stats } = (await documents().where(where).remove()) as { stats: { removed: number } };
        return stats.removed;
      }),
  };
}

/** The collection `name`, as far as it belongs to the member who acts; anybody else's documents do not exist. */
export function ownedCollection<T extends Owned>(name: string): Collection<T> {
  const all = collection<T>(name);
  const mine = (where: Where) => ({ ...where, userId: member().userId });
  return {
    get: (id, where = {}) => all.get(id, mine(where)),
    find: (where, options) => all.find(mine(where), options),
    insert(document) {
      if (document.userId !== member().userId) throw new Error(`a document of ${name} must belong to who makes it`);
      return all.insert(document);
    },
    change: (id, where, change) => all.change(id, mine(where), change),
    remove: (where) => all.remove(mine(where)),
  };
}

/**
 * Whether an insert failed because its `_id` is taken. The platform has no code of its own for it: the SDKs give
 * -502001 (DATABASE_REQUEST_FAILED) with MongoDB's text. A duplicate in another unique index is a different matter.
 */
function isTaken(error: unknown): boolean {
  const text = error instanceof Error ? `${error.message} ${(error as { errMsg?: string }).errMsg ?? ''}` : '';
  return text.includes('E11000') && /index: _id_?\b/.test(text);
}
