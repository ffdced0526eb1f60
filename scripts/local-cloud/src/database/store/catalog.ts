import { CloudError } from '../../kernel/cloud-error.js';
import { collectionExists, collectionMissing, invalidParameter, requestFailed } from '../errors.js';
import { limits } from '../limits.js';
import { CollectionStore } from './collection-store.js';
import type { Driver } from './driver.js';
import { defineIndex, type IndexDefinition, type IndexRequest } from './index-definition.js';

/** The layout of a database file, so that a later one can be told apart. */
const layout = 1;

/** The index that every collection has in CloudBase besides the one of `_id`. */
const openidIndex: IndexRequest = { name: '_openid_1', fields: [{ field: '_openid', direction: 1 }] };

/** An index that is on its way. */
export interface IndexBuild {
  id: number;
  definition: IndexDefinition;
}

/** The collections and indexes of one environment, kept in the database file. */
export class Catalog {
  private readonly collections = new Map<string, CollectionStore>();

  constructor(
    private readonly driver: Driver,
    private readonly env: string,
    readOnly = false,
  ) {
    if (!readOnly) this.prepare();
    this.load();
  }

  private prepare(): void {
    const version = this.driver.prepare('PRAGMA user_version').get()?.[0];
    if (version !== 0 && version !== layout) {
      throw new Error(`the database file has layout ${version}, and this local cloud knows layout ${layout}`);
    }
    this.driver.exec(`PRAGMA user_version = ${layout};
      CREATE TABLE IF NOT EXISTS collections (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, strict INTEGER NOT NULL);
      CREATE TABLE IF NOT EXISTS indexes (
        id INTEGER PRIMARY KEY, collection INTEGER NOT NULL, name TEXT NOT NULL, definition TEXT NOT NULL,
        multikey TEXT NOT NULL, UNIQUE (collection, name));
      CREATE TABLE IF NOT EXISTS unfinished_indexes (id INTEGER PRIMARY KEY);`);
    this.removeUnfinished();
  }

  /** An index that was being built when the local cloud ended was never promised to anybody. */
  private removeUnfinished(): void {
    for (const [id] of this.driver.prepare('SELECT id FROM unfinished_indexes').all()) {
      this.driver.exec(`BEGIN; DROP TABLE i${id}; DELETE FROM indexes WHERE id = ${id};
        DELETE FROM unfinished_indexes WHERE id = ${id}; COMMIT`);
    }
  }

  /** Reads everything again: for a connection that another one writes past, and after a rollback. */
  load(): void {
    this.collections.clear();
    for (const [id, name, strict] of this.driver.prepare('SELECT id, name, strict FROM collections').all()) {
      const store = new CollectionStore(this.driver, this.env, Number(id), String(name), strict !== 0);
      const rows = this.driver
        .prepare(
          `SELECT id, definition, multikey, id IN (SELECT id FROM unfinished_indexes) FROM indexes
            WHERE collection = ? ORDER BY id`,
        )
        .all(Number(id));
      for (const [index, definition, multikey, unfinished] of rows) {
        const fields = new Set(JSON.parse(String(multikey)) as number[]);
        store.attachIndex(Number(index), JSON.parse(String(definition)) as IndexDefinition, fields, unfinished === 1);
      }
      this.collections.set(store.name, store);
    }
  }

  /** @throws CloudError DATABASE_COLLECTION_NOT_EXIST */
  get(name: string): CollectionStore {
    const store = this.collections.get(name);
    if (!store) throw collectionMissing(name);
    return store;
  }

  has(name: string): boolean {
    return this.collections.has(name);
  }

  all(): CollectionStore[] {
    return [...this.collections.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  create(name: string): CollectionStore {
    checkCollectionName(name);
    if (this.has(name)) throw collectionExists(name);
    if (this.collections.size >= limits.collections) {
      throw requestFailed(`an environment has at most ${limits.collections} collections`);
    }
    const { rowid } = this.driver.prepare('INSERT INTO collections (name, strict) VALUES (?, 1)').run(name);
    const store = new CollectionStore(this.driver, this.env, rowid, name, true);
    store.createTable();
    this.collections.set(name, store);
    this.fillIndex(name, this.beginIndex(name, openidIndex), undefined);
    return store;
  }

  drop(name: string): void {
    const store = this.get(name);
    for (const { id } of [...store.maintained]) this.removeIndex(store, id);
    this.driver.exec(`DROP TABLE d${store.id}`);
    this.driver.prepare('DELETE FROM collections WHERE id = ?').run(store.id);
    this.collections.delete(name);
  }

  setStrict(name: string, strict: boolean): void {
    const store = this.get(name);
    this.driver.prepare('UPDATE collections SET strict = ? WHERE id = ?').run(strict ? 1 : 0, store.id);
    store.strict = strict;
  }

  /**
   * Begins an index, which every write keeps in step from now on; `fillIndex` makes it one that queries use.
   * @throws CloudError when there is another one of its name, or too many
   */
  beginIndex(name: string, request: IndexRequest): IndexBuild {
    const store = this.get(name);
    const definition = defineIndex(request);
    if (definition.name === '_id_') throw invalidParameter('_id_ is the name of the index that every collection has');
    const same = store.maintained.find((index) => index.definition.name === definition.name);
    if (same) {
      if (JSON.stringify(same.definition) === JSON.stringify(definition)) return { id: same.id, definition };
      throw requestFailed(`An existing index has the same name as the requested index: ${definition.name}`);
    }
    if (store.maintained.length + 1 >= limits.indexesPerCollection) {
      throw requestFailed(`a collection has at most ${limits.indexesPerCollection} indexes`);
    }
    const { rowid } = this.driver
      .prepare("INSERT INTO indexes (collection, name, definition, multikey) VALUES (?, ?, ?, '[]')")
      .run(store.id, definition.name, JSON.stringify(definition));
    this.driver.prepare('INSERT INTO unfinished_indexes (id) VALUES (?)').run(rowid);
    store.createIndexTable(rowid);
    store.attachIndex(rowid, definition, new Set(), true);
    return { id: rowid, definition };
  }

  /**
   * Fills a part of an index, as much as `limits.batchTurnMs` gives time for.
   * @param after the last document that is in it already
   * @returns the last document that is in it now, or undefined when the index is complete
   * @throws CloudError E11000 when it is unique and the documents are not; the index is gone then
   */
  fillIndex(name: string, { id, definition }: IndexBuild, after: number | undefined): number | undefined {
    const store = this.get(name);
    const index = store.maintained.find((one) => one.id === id && one.definition.name === definition.name);
    if (!index) throw requestFailed(`the index ${definition.name} on ${name} was given up while it was built`);
    if (store.indexes.includes(index)) return undefined;
    try {
      const last = store.fillIndex(index, after, limits.batchTurnMs);
      if (last !== undefined) return last;
    } catch (error) {
      if (error instanceof CloudError) this.removeIndex(store, id);
      throw error;
    }
    this.driver.prepare('DELETE FROM unfinished_indexes WHERE id = ?').run(id);
    store.indexIsFilled(id);
    return undefined;
  }

  private removeIndex(store: CollectionStore, id: number): void {
    store.removeIndex(id);
    this.driver.prepare('DELETE FROM indexes WHERE id = ?').run(id);
    this.driver.prepare('DELETE FROM unfinished_indexes WHERE id = ?').run(id);
  }

  dropIndex(name: string, indexName: string): void {
    const store = this.get(name);
    if (indexName === '_id_') throw requestFailed('cannot drop _id index');
    const index = store.maintained.find(({ definition }) => definition.name === indexName);
    if (!index) throw requestFailed(`index not found with name [${indexName}]`);
    if (!store.indexes.includes(index))
      throw requestFailed(`the index ${indexName} is being built; drop it after that`);
    this.removeIndex(store, index.id);
  }
}

function checkCollectionName(name: string): void {
  const valid =
    name !== '' &&
    Buffer.byteLength(name) <= limits.collectionNameBytes &&
    !name.startsWith('system.') &&
    !/[$\0\s/\\"]/.test(name) &&
    name !== '__proto__';
  if (!valid) throw invalidParameter(`not a name of a collection: ${JSON.stringify(name.slice(0, 150))}`);
}
