import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { filterContext } from '../aggregate/pipeline.js';
import { runsInPlace } from '../aggregate/placement.js';
import { runAggregation } from '../aggregate/run.js';
import type { AggregationWorkers } from '../aggregate/workers.js';
import { encodeText } from '../codec/encode.js';
import { decodeStored } from '../codec/stored.js';
import { limits } from '../limits.js';
import type { FilterContext } from '../match/compile.js';
import { matchedPosition } from '../match/position.js';
import { compileProjection } from '../projection.js';
import { Catalog } from '../store/catalog.js';
import { type Driver, openDriver } from '../store/driver.js';
import type { IndexDefinition, IndexRequest } from '../store/index-definition.js';
import { Row } from '../store/row.js';
import { TurnOver, turn } from '../turn.js';
import type { UpdateContext } from '../update/operator.js';
import type { Document, Value } from '../values/types.js';
import { buildIndex } from './build-index.js';
import { CommittedView } from './committed-view.js';
import { explainQuery } from './explain.js';
import { History } from './history.js';
import { inTime } from './in-time.js';
import type {
  Change,
  CollectionInfo,
  Database,
  Explanation,
  Query,
  Scope,
  UpdateRequest,
  UpdateResult,
} from './interface.js';
import { Locks } from './locks.js';
import { countExact, isLongScan, queryStages } from './long-scan.js';
import { prepareQuery, singleId } from './prepare.js';
import { Transactions } from './transactions.js';
import type { View } from './view.js';
import { WriteQueue } from './write-queue.js';
import { insertDocuments, removeDocuments, type UpdateOutcome, updateDocuments, withId } from './writes.js';

export interface DatabaseOptions {
  env: string;
  /** The SQLite file; made with its folder when it is missing. */
  file: string;
  /** Virtual time in ms, for `$currentDate`. */
  now: () => number;
  workers: AggregationWorkers;
  transactionMs: number;
  log: (line: string) => void;
}

/** The engine: SQLite as an ordered store, with MongoDB's queries, updates, indexes and transactions on top. */
export class DocumentDatabase implements Database {
  readonly env: string;
  private readonly driver: Driver;
  private readonly catalog: Catalog;
  private readonly queue: WriteQueue;
  private readonly history = new History();
  private readonly locks = new Locks();
  private readonly committed = new CommittedView(this.history, this.locks);
  private readonly transactions: Transactions;
  private readonly listeners = new Set<(changes: readonly Change[]) => void>();

  constructor(private readonly options: DatabaseOptions) {
    this.env = options.env;
    mkdirSync(dirname(options.file), { recursive: true });
    this.driver = openDriver(options.file);
    this.catalog = new Catalog(this.driver, options.env);
    this.queue = new WriteQueue(
      this.driver,
      () => this.publish(),
      () => this.reset(),
    );
    this.transactions = new Transactions(this.history, this.locks, this.queue, this.committed, options.transactionMs);
  }

  createCollection(name: string): Promise<void> {
    return this.queue.add(() => {
      this.catalog.create(name);
      this.warnAbove('collections', this.catalog.all().length, limits.collectionsOfSomePlans);
    });
  }

  dropCollection(name: string): Promise<void> {
    return this.queue.add(() => {
      this.transactions.abortAll();
      this.catalog.drop(name);
    });
  }

  hasCollection(name: string): boolean {
    return this.catalog.has(name);
  }

  listCollections(): CollectionInfo[] {
    return this.catalog.all().map(({ name, size, strict }) => ({ name, documents: size, strict }));
  }

  setStrict(name: string, strict: boolean): Promise<void> {
    return this.queue.add(() => this.catalog.setStrict(name, strict));
  }

  insert(collection: string, documents: Document[], scope: Scope = {}): Promise<Value[]> {
    const prepared = documents.map(withId);
    return this.write(scope, (view) => insertDocuments(view, this.catalog.get(collection), prepared));
  }

  async find(collection: string, query: Query, scope: Scope = {}): Promise<Document[]> {
    const rows = await this.rows(collection, query, scope);
    const project = this.projector(query);
    return project ? rows.map(project) : rows.map(({ document }) => document);
  }

  async findText(collection: string, query: Query, scope: Scope = {}): Promise<string[]> {
    const rows = await this.rows(collection, query, scope);
    const project = this.projector(query);
    return project ? rows.map((row) => encodeText(project(row))) : rows.map(({ text }) => text);
  }

  async count(collection: string, filter: Document, scope: Scope = {}): Promise<number> {
    const store = this.catalog.get(collection);
    if (scope.transaction) return (await this.rows(collection, { filter }, scope)).length;
    if (Object.keys(filter).length === 0) return store.size;
    const prepared = prepareQuery(store, { filter }, this.filters());
    if (isLongScan(prepared)) {
      return totalOf(await this.inWorker(collection, [{ $match: filter }, { $count: 'total' }]));
    }
    const exact = countExact(prepared);
    if (exact !== undefined) return exact;
    const counting: Document[] = [{ $match: filter }, { $count: 'total' }];
    const counted = await this.orInWorker(collection, counting, () => this.committed.read(prepared).length);
    return typeof counted === 'number' ? counted : totalOf(counted);
  }

  async update(collection: string, request: UpdateRequest, scope: Scope = {}): Promise<UpdateResult> {
    const { after: _, ...result } = await this.updateOutcome(collection, request, scope);
    return result;
  }

  async updateAndReturn(collection: string, request: UpdateRequest, scope: Scope = {}): Promise<Document | undefined> {
    return (await this.updateOutcome(collection, { ...request, multi: false }, scope)).after;
  }

  private updateOutcome(collection: string, request: UpdateRequest, scope: Scope): Promise<UpdateOutcome> {
    return this.write(scope, (view) => updateDocuments(view, this.catalog.get(collection), request, this.context()));
  }

  remove(collection: string, filter: Document, multi: boolean, scope: Scope = {}): Promise<number> {
    return this.write(scope, (view) =>
      removeDocuments(view, this.catalog.get(collection), filter, multi, this.context()),
    );
  }

  async aggregate(collection: string, pipeline: Document[]): Promise<Document[]> {
    return (await this.aggregateText(collection, pipeline)).map(decodeStored);
  }

  async aggregateText(collection: string, pipeline: Document[]): Promise<string[]> {
    const now = this.options.now();
    if (!runsInPlace(this.catalog, collection, pipeline)) return this.inWorker(collection, pipeline);
    return this.orInWorker(collection, pipeline, () => runAggregation(this.catalog, collection, pipeline, now));
  }

  /** Begins among the other requests, and begins again in a worker when it turns out to be long. */
  private async orInWorker<T>(collection: string, pipeline: Document[], run: () => T): Promise<T | string[]> {
    try {
      return turn(limits.readTurnMs, run);
    } catch (error) {
      if (error instanceof TurnOver) return this.inWorker(collection, pipeline);
      throw error;
    }
  }

  private inWorker(collection: string, pipeline: Document[]): Promise<string[]> {
    const { file, env, workers, now } = this.options;
    return workers.run({ file, env, collection, pipeline: encodeText(pipeline), now: now() });
  }

  begin(): string {
    return this.transactions.begin();
  }

  commit(transaction: string): Promise<void> {
    return this.transactions.commit(transaction);
  }

  abort(transaction: string): void {
    this.transactions.abort(transaction);
  }

  async createIndex(collection: string, request: IndexRequest): Promise<IndexDefinition> {
    const definition = await buildIndex(this.catalog, this.queue, collection, request, () =>
      this.transactions.abortAll(),
    );
    this.warnAbove(`indexes on ${collection}`, this.listIndexes(collection).length, limits.indexesOfSomePlans);
    return definition;
  }

  dropIndex(collection: string, name: string): Promise<void> {
    return this.queue.add(() => {
      this.transactions.abortAll();
      this.catalog.dropIndex(collection, name);
    });
  }

  listIndexes(collection: string): IndexDefinition[] {
    const id: IndexDefinition = { name: '_id_', fields: [{ field: '_id', direction: 1 }], unique: false };
    return [id, ...this.catalog.get(collection).indexes.map(({ definition }) => definition)];
  }

  async explain(collection: string, query: Query): Promise<Explanation> {
    return explainQuery(this.catalog.get(collection), query, this.filters());
  }

  onChange(listener: (changes: readonly Change[]) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  async backup(file: string): Promise<void> {
    this.driver.prepare('VACUUM INTO ?').run(file);
  }

  async close(): Promise<void> {
    this.transactions.abortAll();
    this.queue.close();
    this.driver.close();
  }

  private async rows(collection: string, query: Query, { transaction }: Scope): Promise<Row[]> {
    const store = this.catalog.get(collection);
    const id = query.filter && singleId(query.filter);
    if (id !== undefined && !transaction && !query.skip) {
      const row = store.byId(id);
      return row ? [row] : [];
    }
    const prepared = prepareQuery(store, query, this.filters());
    if (transaction) return this.transactions.run(transaction, (view) => inTime(() => view.read(prepared)));
    const sameOrder = prepared.plan.sorted || prepared.sort.length > 0;
    if (query.limit === undefined || prepared.rankBy || !sameOrder) return inTime(() => this.committed.read(prepared));
    const stages = queryStages(query);
    const found = isLongScan(prepared)
      ? await this.inWorker(collection, stages)
      : await this.orInWorker(collection, stages, () => this.committed.read(prepared));
    return found.map((row, at) => (typeof row === 'string' ? new Row(at, row) : row));
  }

  private projector({ projection, filter = {} }: Query): ((row: Row) => Document) | undefined {
    if (!projection || Object.keys(projection).length === 0) return undefined;
    const filters = this.filters();
    const project = compileProjection(projection, filters);
    return ({ document }) => project(document, (path) => matchedPosition(filter, document, path, filters));
  }

  private write<T>({ transaction }: Scope, run: (view: View) => T): Promise<T> {
    const bounded = (view: View) => inTime(() => run(view));
    return transaction ? this.transactions.run(transaction, bounded) : this.queue.add(() => bounded(this.committed));
  }

  private warnAbove(what: string, count: number, some: number): void {
    if (count === some + 1)
      this.options.log(`${this.env} has more than ${some} ${what}, which some plans do not allow`);
  }

  private filters(): FilterContext {
    return filterContext(this.options.now());
  }

  private context(): UpdateContext {
    return { ...this.filters(), now: this.options.now() };
  }

  private publish(): void {
    const { changes } = this.committed;
    if (changes.length === 0) return;
    this.committed.changes = [];
    for (const listener of this.listeners) listener(changes);
  }

  /** After a rollback nothing that is remembered of the store holds any more. */
  private reset(): void {
    this.committed.changes = [];
    this.transactions.abortAll();
    this.history.clear();
    this.locks.clear();
    this.catalog.load();
  }
}

/** What `$count` says; nothing at all when there is nothing. */
function totalOf([counted]: string[]): number {
  return counted === undefined ? 0 : Number(decodeStored(counted).total);
}
