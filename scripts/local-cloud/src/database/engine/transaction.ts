import { randomUUID } from 'node:crypto';
import { requestFailed, transactionConflict } from '../errors.js';
import { limits } from '../limits.js';
import { execute, inOrder } from '../plan/execute.js';
import type { CollectionStore } from '../store/collection-store.js';
import { Row } from '../store/row.js';
import type { CommittedView } from './committed-view.js';
import type { History } from './history.js';
import { idKey, type Locks, lockNames, uniqueKeys } from './locks.js';
import type { PlannedWrite, PreparedQuery, View } from './view.js';

/** Rowids of documents that are not stored yet, so that they come last in the order of insertion. */
const firstUnstored = 2 ** 52;

/**
 * One transaction: it reads the state of its first operation and its own writes (snapshot isolation), holds what it has
 * written, and keeps its writes in memory until the commit.
 */
export class Transaction implements View {
  readonly id = randomUUID();
  /** An operation of this transaction is being done; a second one is refused. */
  busy = false;
  private snapshot: symbol | undefined;
  private readonly held = new Set<string>();
  private readonly writes = new Map<CollectionStore, Map<string, PlannedWrite>>();
  private count = 0;

  constructor(
    private readonly history: History,
    private readonly locks: Locks,
  ) {}

  read(query: PreparedQuery): Row[] {
    this.snapshot ??= this.history.open();
    const { store, matches, sort, skip, limit } = query;
    const own = this.writes.get(store) ?? new Map<string, PlannedWrite>();
    const earlier = this.earlier(query, this.snapshot);
    const stored = execute({
      ...query,
      skip: 0,
      limit: own.size + earlier.size > 0 ? undefined : limit && skip + limit,
    });
    const rows = stored.filter(({ document }) => {
      const id = idKey(document._id!);
      return !own.has(id) && !earlier.has(id);
    });
    for (const [id, row] of earlier) if (row && !own.has(id) && matches(row.document)) rows.push(row);
    for (const { after } of own.values()) if (after && matches(after.document)) rows.push(after);
    const ordered = inOrder(rows, sort, query.rankBy);
    return ordered.slice(skip, limit === undefined ? undefined : skip + limit);
  }

  /** What has been written since the snapshot, of the one document that is asked for or of all. */
  private earlier({ store, id }: PreparedQuery, snapshot: symbol): Map<string, Row | undefined> {
    if (id === undefined) return new Map(this.history.since(snapshot, store));
    const version = this.history.of(snapshot, store, idKey(id));
    return new Map(version ? [[idKey(id), version.before]] : []);
  }

  claim(store: CollectionStore, writes: readonly PlannedWrite[]): void {
    this.snapshot ??= this.history.open();
    for (const write of writes) {
      const names = lockNames(store, write);
      if (this.locks.heldByOther(names, this)) throw transactionConflict();
      const id = idKey((write.before ?? write.after)!.document._id!);
      if (this.history.changedSince(this.snapshot, store, id)) throw transactionConflict();
      this.locks.take(names, this);
      for (const name of names) this.held.add(name);
    }
  }

  write(store: CollectionStore, { before, after }: PlannedWrite): void {
    if (++this.count > limits.transactionWrites) {
      throw requestFailed(`a transaction writes at most ${limits.transactionWrites} documents`);
    }
    const own = this.writes.get(store) ?? new Map<string, PlannedWrite>();
    this.writes.set(store, own);
    const id = idKey((after ?? before)!.document._id!);
    if (after) this.checkUnique(store, own, id, before, after);
    const first = own.has(id) ? own.get(id)!.before : before;
    const rowid = first?.rowid ?? firstUnstored + this.count;
    own.set(id, { before: first, after: after && new Row(rowid, after.text, after.document) });
  }

  /** @throws CloudError E11000, or a conflict when the other document is newer than the snapshot */
  private checkUnique(
    store: CollectionStore,
    own: Map<string, PlannedWrite>,
    id: string,
    before: Row | undefined,
    after: Row,
  ): void {
    const taken = own.has(id) ? own.get(id)!.after : store.byId(after.document._id!);
    if (!before && taken) throw store.duplicateId(after.document);
    for (const index of store.maintained) {
      if (!index.definition.unique) continue;
      for (const key of uniqueKeys(after.document, index)) {
        const holder = store.uniqueHolder(index, Buffer.from(key, 'latin1'), before?.rowid);
        const stored = holder === undefined ? undefined : store.byRowid(holder);
        const storedId = stored && idKey(stored.document._id!);
        if (storedId !== undefined && storedId !== id && !own.has(storedId)) {
          if (this.history.changedSince(this.snapshot!, store, storedId)) throw transactionConflict();
          throw store.duplicate(index, after.document);
        }
        for (const [other, write] of own) {
          if (other === id || !write.after) continue;
          if (uniqueKeys(write.after.document, index).includes(key)) throw store.duplicate(index, after.document);
        }
      }
    }
  }

  /** Writes everything to the committed state. Removals go first, so that a key can change its document. */
  applyTo(view: CommittedView): void {
    for (const [store, writes] of this.writes) {
      const changed = [...writes.values()].filter(({ before, after }) => before || after);
      for (const write of changed) if (!write.after) view.apply(store, write);
      for (const write of changed) if (write.after) view.apply(store, write);
    }
  }

  get hasWrites(): boolean {
    return this.writes.size > 0;
  }

  /** Lets go of everything. */
  end(): void {
    if (this.snapshot) this.history.close(this.snapshot);
    this.snapshot = undefined;
    this.locks.release(this.held);
    this.held.clear();
    this.writes.clear();
  }
}
