import { collectionExists, collectionMissing, invalidParameter, requestFailed } from '../errors.js';
import { limits } from '../limits.js';
import { CollectionStore } from './collection-store.js';
import type { Driver } from './driver.js';
import { defineIndex, type IndexDefinition, type IndexRequest } from './index-definition.js';

/** The layout of a database file, so that a later one can be told apart. */
const layout = 1;

/** The index that every collection has in CloudBase besides the one of `_id`. */
const openidIndex: IndexRequest = { name: '_openid_1', fields: [{ field: '_openid', direction: 1 }] };

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
        multikey TEXT NOT NULL, UNIQUE (collection, name));`);
  }

  /** Reads everything again: for a connection that another one writes past, and after a rollback. */
  load(): void {
    this.collections.clear();
    for (const [id, name, strict] of this.driver.prepare('SELECT id, name, strict FROM collections').all()) {
      const store = new CollectionStore(this.driver, this.env, Number(id), String(name), strict !== 0);
      const rows = this.driver
        .prepare('SELECT id, definition, multikey FROM indexes WHERE collection = ? ORDER BY id')
        .all(Number(id));
      for (const [index, definition, multikey] of rows) {
        const fields = new Set(JSON.parse(String(multikey)) as number[]);
        store.attachIndex(Number(index), JSON.parse(String(definition)) as IndexDefinition, fields);
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
    this.createIndex(name, openidIndex);
    return store;
  }

  drop(name: string): void {
    const store = this.get(name);
    for (const { id } of store.indexes) this.driver.exec(`DROP TABLE i${id}`);
    this.driver.exec(`DROP TABLE d${store.id}`);
    this.driver.prepare('DELETE FROM indexes WHERE collection = ?').run(store.id);
    this.driver.prepare('DELETE FROM collections WHERE id = ?').run(store.id);
    this.collections.delete(name);
  }

  setStrict(name: string, strict: boolean): void {
    const store = this.get(name);
    this.driver.prepare('UPDATE collections SET strict = ? WHERE id = ?').run(strict ? 1 : 0, store.id);
    store.strict = strict;
  }

  /** Makes an index and fills it. @throws CloudError E11000 when it is unique and the documents are not */
  createIndex(name: string, request: IndexRequest): IndexDefinition {
    const store = this.get(name);
    const definition = defineIndex(request);
    const same = store.indexes.find((index) => index.definition.name === definition.name);
    if (definition.name === '_id_') throw invalidParameter('_id_ is the name of the index that every collection has');
    if (same) {
      if (JSON.stringify(same.definition) === JSON.stringify(definition)) return definition;
      throw requestFailed(`An existing index has the same name as the requested index: ${definition.name}`);
    }
    if (store.indexes.length + 1 >= limits.indexesPerCollection) {
      throw requestFailed(`a collection has at most ${limits.indexesPerCollection} indexes`);
    }
    const { rowid } = this.driver
      .prepare("INSERT INTO indexes (collection, name, definition, multikey) VALUES (?, ?, ?, '[]')")
      .run(store.id, definition.name, JSON.stringify(definition));
    try {
      store.buildIndex(rowid, definition);
    } catch (error) {
      this.removeIndex(store, rowid);
      throw error;
    }
    return definition;
  }

  private removeIndex(store: CollectionStore, id: number): void {
    this.driver.exec(`DROP TABLE i${id}`);
    this.driver.prepare('DELETE FROM indexes WHERE id = ?').run(id);
    store.detachIndex(id);
  }

  dropIndex(name: string, indexName: string): void {
    const store = this.get(name);
    if (indexName === '_id_') throw requestFailed('cannot drop _id index');
    const index = store.indexes.find(({ definition }) => definition.name === indexName);
    if (!index) throw requestFailed(`index not found with name [${indexName}]`);
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
