import type { IndexDefinition, IndexRequest } from '../store/index-definition.js';
import type { Document, Value } from '../values/types.js';

export interface Query {
  filter?: Document;
  sort?: Document;
  skip?: number;
  /** Rows at most; undefined for all of them. */
  limit?: number;
  projection?: Document;
}

export interface UpdateRequest {
  filter: Document;
  /** Operators (`{$set: …}`), or with `replace` the whole new document. */
  change: Document;
  replace?: boolean;
  multi?: boolean;
  upsert?: boolean;
}

export interface UpdateResult {
  matched: number;
  /** Documents that are different from before. */
  modified: number;
  upsertedId?: Value;
}

export interface CollectionInfo {
  name: string;
  documents: number;
  /** Refuses filters and sorts that no index serves once the collection is large. */
  strict: boolean;
}

/** How a query is answered. */
export interface Explanation {
  /** `scan`, `index <name>` or `union of index …`. */
  plan: string;
  /** The order comes from the index. */
  sorted: boolean;
  /** Rows that were read, and rows that matched. */
  examined: number;
  matched: number;
  milliseconds: number;
  /** The index that would serve the query, to be pasted into `createIndex`; absent when one does. */
  missing?: string;
}

/** One document that was inserted, changed or removed by a commit. */
export interface Change {
  collection: string;
  id: Value;
  before: Document | undefined;
  after: Document | undefined;
}

/** Names the transaction that an operation is part of. */
export interface Scope {
  transaction?: string;
}

/**
 * The document database of one environment. Every promise of a write resolves after its commit is on the disk.
 * Errors are CloudErrors, with MongoDB's text where it has one.
 */
export interface Database {
  readonly env: string;

  createCollection(name: string): Promise<void>;
  dropCollection(name: string): Promise<void>;
  hasCollection(name: string): boolean;
  listCollections(): CollectionInfo[];
  /** Says whether the collection refuses what no index serves; on for a new collection. */
  setStrict(name: string, strict: boolean): Promise<void>;

  /** @returns the `_id`s, made (32 hex characters) where a document has none */
  insert(collection: string, documents: Document[], scope?: Scope): Promise<Value[]>;
  find(collection: string, query: Query, scope?: Scope): Promise<Document[]>;
  /** The same as EJSON text, without reading documents that are answered whole. */
  findText(collection: string, query: Query, scope?: Scope): Promise<string[]>;
  count(collection: string, filter: Document, scope?: Scope): Promise<number>;
  update(collection: string, request: UpdateRequest, scope?: Scope): Promise<UpdateResult>;
  /** Changes one document and gives it as it is afterwards; undefined when none matched. */
  updateAndReturn(collection: string, request: UpdateRequest, scope?: Scope): Promise<Document | undefined>;
  /** @returns how many documents were removed */
  remove(collection: string, filter: Document, multi: boolean, scope?: Scope): Promise<number>;

  /** Runs a pipeline on the committed state; a long one in a worker thread. */
  aggregate(collection: string, pipeline: Document[]): Promise<Document[]>;
  /** The same as EJSON text. */
  aggregateText(collection: string, pipeline: Document[]): Promise<string[]>;

  /** Opens a transaction. @throws CloudError when too many are open */
  begin(): string;
  commit(transaction: string): Promise<void>;
  /** Gives a transaction up; one that has ended already is left alone. */
  abort(transaction: string): void;

  /** @throws CloudError E11000 when the index is unique and the documents are not */
  createIndex(collection: string, request: IndexRequest): Promise<IndexDefinition>;
  dropIndex(collection: string, name: string): Promise<void>;
  /** With the index of `_id`, as CloudBase lists it. */
  listIndexes(collection: string): IndexDefinition[];
  explain(collection: string, query: Query): Promise<Explanation>;

  /** Calls `listener` after every commit with what it changed. @returns a stop */
  onChange(listener: (changes: readonly Change[]) => void): () => void;
  /** Writes a copy of everything that is committed to a file that does not exist yet. */
  backup(file: string): Promise<void>;
  close(): Promise<void>;
}
