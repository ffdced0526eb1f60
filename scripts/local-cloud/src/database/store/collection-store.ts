import { writeFailed } from '../errors.js';
import { keyOf } from '../keystring.js';
import { equal } from '../values/compare.js';
import { splitPath } from '../values/path.js';
import type { Document, Value } from '../values/types.js';
import type { Driver } from './driver.js';
import { duplicateKey } from './duplicate-key.js';
import type { IndexDefinition } from './index-definition.js';
import { type CompiledField, indexKeys } from './index-keys.js';
import { inPieces, type PieceEnd, toRow } from './pieces.js';
import { Row } from './row.js';

export interface StoredIndex {
  id: number;
  definition: IndexDefinition;
  fields: CompiledField[];
  /** Fields, by place, that had an array in some document; never taken back. */
  multikey: Set<number>;
}

/** A range of keys: from `from` on, up to but without `to`. */
export interface KeyRange {
  from: Buffer;
  to: Buffer;
}

/** One collection's table, and the tables of its indexes. Every write here is inside of the engine's transaction. */
export class CollectionStore {
  /** The indexes that queries may use. */
  readonly indexes: StoredIndex[] = [];
  /** Those, and the ones that are being built: every write keeps them in step. */
  readonly maintained: StoredIndex[] = [];
  private counted: number | undefined;

  constructor(
    private readonly driver: Driver,
    private readonly env: string,
    readonly id: number,
    readonly name: string,
    public strict: boolean,
  ) {}

  createTable(): void {
    this.driver.exec(`CREATE TABLE d${this.id} (rid INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, doc TEXT NOT NULL)`);
  }

  /** Documents in the collection. */
  get size(): number {
    this.counted ??= Number(this.driver.prepare(`SELECT count(*) FROM d${this.id}`).get()![0]);
    return this.counted;
  }

  /** Forgets what is remembered of the table: after a rollback. */
  recount(): void {
    this.counted = undefined;
  }

  byId(id: Value): Row | undefined {
    const row = this.driver.prepare(`SELECT rid, doc FROM d${this.id} WHERE id = ?`).get(keyOf(id));
    return row && toRow(row);
  }

  /** All documents, or those after one, in the order of insertion, read in pieces so that writes in between do no harm. */
  *scan(after = Number.MIN_SAFE_INTEGER): Generator<Row> {
    const statement = this.driver.prepare(`SELECT rid, doc FROM d${this.id} WHERE rid > ? ORDER BY rid LIMIT ?`);
    yield* inPieces((last, count) => statement.all(last?.rowid ?? after, count), 0);
  }

  /** Documents whose `_id` is in a range of keys, in that order. */
  *scanIds({ from, to }: KeyRange, reverse: boolean, first: number): Generator<Row> {
    const where = reverse ? 'id >= ? AND id < ? ORDER BY id DESC' : 'id >= ? AND id < ? ORDER BY id';
    const statement = this.driver.prepare(`SELECT rid, doc, id FROM d${this.id} WHERE ${where} LIMIT ?`);
    let low: Uint8Array = from;
    let high: Uint8Array = to;
    const next = (last: PieceEnd | undefined, count: number) => {
      if (last) {
        if (reverse) high = last.key!;
        else low = Buffer.concat([last.key!, Buffer.of(0)]);
      }
      return statement.all(low, high, count);
    };
    yield* inPieces(next, first);
  }

  /** Documents whose keys in an index are in a range, in that order; once for each key. */
  *scanIndex(index: StoredIndex, { from, to }: KeyRange, reverse: boolean, first: number): Generator<Row> {
    const table = `i${index.id} AS i CROSS JOIN d${this.id} AS d ON d.rid = i.rid`;
    const order = reverse ? 'i.k DESC, i.rid DESC' : 'i.k, i.rid';
    const columns = 'd.rid, d.doc, i.k';
    const begin = this.driver.prepare(
      `SELECT ${columns} FROM ${table} WHERE i.k >= ? AND i.k < ? ORDER BY ${order} LIMIT ?`,
    );
    const resumed = reverse ? '(i.k, i.rid) < (?, ?) AND i.k >= ?' : '(i.k, i.rid) > (?, ?) AND i.k < ?';
    const resume = this.driver.prepare(`SELECT ${columns} FROM ${table} WHERE ${resumed} ORDER BY ${order} LIMIT ?`);
    const next = (last: PieceEnd | undefined, count: number) =>
      last ? resume.all(last.key!, last.rowid, reverse ? from : to, count) : begin.all(from, to, count);
    yield* inPieces(next, first);
  }

  /** How many documents have keys in a range of an index (of `_id` when undefined), without reading them. */
  countRange(index: StoredIndex | undefined, { from, to }: KeyRange): number {
    const counted = index && index.multikey.size > 0 ? 'count(DISTINCT rid)' : 'count(*)';
    const [table, key] = index ? [`i${index.id}`, 'k'] : [`d${this.id}`, 'id'];
    const statement = this.driver.prepare(`SELECT ${counted} FROM ${table} WHERE ${key} >= ? AND ${key} < ?`);
    return Number(statement.get(from, to)![0]);
  }

  /**
   * Checks that no other document has the keys that one is to have in unique indexes.
   * @param except the document's own rowid, when it is stored already
   * @throws CloudError E11000
   */
  checkUnique(document: Document, except: number | undefined): void {
    if (except === undefined && this.byId(document._id!)) throw this.duplicateId(document);
    for (const index of this.maintained) {
      if (!index.definition.unique) continue;
      for (const key of indexKeys(document, index.fields).keys) {
        if (this.uniqueHolder(index, key, except) !== undefined) throw this.duplicate(index, document);
      }
    }
  }

  /** The error for a second document with a key of a unique index. */
  duplicate({ definition }: StoredIndex, document: Document): Error {
    return writeFailed(duplicateKey(this.env, this.name, definition.name, definition.fields, document));
  }

  /** The error for a second document with an `_id`. */
  duplicateId(document: Document): Error {
    return writeFailed(duplicateKey(this.env, this.name, '_id_', [{ field: '_id', direction: 1 }], document));
  }

  /** Stores a document that has been checked to be unique. */
  insert(row: Row): Row {
    const { document } = row;
    const entries = this.maintained.map((index) => ({ index, ...indexKeys(document, index.fields) }));
    const insert = this.driver.prepare(`INSERT INTO d${this.id} (id, doc) VALUES (?, ?)`);
    const { rowid } = insert.run(keyOf(document._id), row.text);
    for (const { index, keys, multikey } of entries) {
      this.noteMultikey(index, multikey);
      for (const key of keys) this.addKey(index, key, rowid);
    }
    if (this.counted !== undefined) this.counted++;
    return new Row(rowid, row.text, document);
  }

  /** Stores a changed document that has been checked to be unique. */
  update(before: Row, after: Row): void {
    const { rowid } = before;
    const changed = (field: string) => !equal(before.document[field], after.document[field]);
    const touched = this.maintained.filter(({ fields }) => fields.some(({ components: [first] }) => changed(first!)));
    const entries = touched.map((index) => {
      const { keys, multikey } = indexKeys(after.document, index.fields);
      const old = indexKeys(before.document, index.fields).keys;
      const added = keys.filter((key) => !old.some((other) => key.equals(other)));
      const removed = old.filter((key) => !keys.some((other) => key.equals(other)));
      return { index, multikey, added, removed };
    });
    this.driver.prepare(`UPDATE d${this.id} SET doc = ? WHERE rid = ?`).run(after.text, rowid);
    for (const { index, multikey, added, removed } of entries) {
      this.noteMultikey(index, multikey);
      for (const key of removed) this.removeKey(index, key, rowid);
      for (const key of added) this.addKey(index, key, rowid);
    }
  }

  remove({ rowid, document }: Row): void {
    this.driver.prepare(`DELETE FROM d${this.id} WHERE rid = ?`).run(rowid);
    for (const index of this.maintained) {
      for (const key of indexKeys(document, index.fields).keys) this.removeKey(index, key, rowid);
    }
    if (this.counted !== undefined) this.counted--;
  }

  /** The document that holds a key of a unique index, other than the one in `except`. */
  uniqueHolder(index: StoredIndex, key: Buffer, except: number | undefined): number | undefined {
    const row = this.driver
      .prepare(`SELECT rid FROM i${index.id} WHERE k = ? AND rid <> ? LIMIT 1`)
      .get(key, except ?? -1);
    return row && Number(row[0]);
  }

  byRowid(rowid: number): Row | undefined {
    const row = this.driver.prepare(`SELECT rid, doc FROM d${this.id} WHERE rid = ?`).get(rowid);
    return row && toRow(row);
  }

  /** Makes an index's table part of the collection. One that is being built serves no queries yet. */
  attachIndex(id: number, definition: IndexDefinition, multikey: Set<number>, building = false): void {
    const fields = definition.fields.map((field) => ({ ...field, components: splitPath(field.field) }));
    const index = { id, definition, fields, multikey };
    this.maintained.push(index);
    if (!building) this.indexes.push(index);
  }

  /** Lets queries use an index that has been filled. */
  indexIsFilled(id: number): void {
    this.indexes.push(this.maintained.find((index) => index.id === id)!);
  }

  removeIndex(id: number): void {
    this.driver.exec(`DROP TABLE i${id}`);
    for (const list of [this.indexes, this.maintained]) {
      const at = list.findIndex((index) => index.id === id);
      if (at >= 0) list.splice(at, 1);
    }
  }

  createIndexTable(id: number): void {
    this.driver.exec(`CREATE TABLE i${id} (k BLOB NOT NULL, rid INTEGER NOT NULL, PRIMARY KEY (k, rid)) WITHOUT ROWID`);
  }

  /**
   * Fills an index's table from the documents after one of them, for as long as `ms`. What is written in between is there
   * already, and is found there again.
   * @returns the last document that is in the index now, or undefined when all are
   * @throws CloudError E11000
   */
  fillIndex(index: StoredIndex, after: number | undefined, ms: number): number | undefined {
    const ends = performance.now() + ms;
    const add = this.driver.prepare(`INSERT OR IGNORE INTO i${index.id} (k, rid) VALUES (?, ?)`);
    for (const { rowid, document } of this.scan(after)) {
      const { keys, multikey } = indexKeys(document, index.fields);
      this.noteMultikey(index, multikey);
      for (const key of keys) {
        if (index.definition.unique && this.uniqueHolder(index, key, rowid) !== undefined) {
          throw this.duplicate(index, document);
        }
        add.run(key, rowid);
      }
      if (performance.now() > ends) return rowid;
    }
    return undefined;
  }

  private noteMultikey(index: StoredIndex, fields: Set<number>): void {
    if ([...fields].every((field) => index.multikey.has(field))) return;
    for (const field of fields) index.multikey.add(field);
    this.driver
      .prepare('UPDATE indexes SET multikey = ? WHERE id = ?')
      .run(JSON.stringify([...index.multikey]), index.id);
  }

  private addKey(index: StoredIndex, key: Buffer, rowid: number): void {
    this.driver.prepare(`INSERT INTO i${index.id} (k, rid) VALUES (?, ?)`).run(key, rowid);
  }

  private removeKey(index: StoredIndex, key: Buffer, rowid: number): void {
    this.driver.prepare(`DELETE FROM i${index.id} WHERE k = ? AND rid = ?`).run(key, rowid);
  }
}
