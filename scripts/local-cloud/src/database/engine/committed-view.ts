import { execute } from '../plan/execute.js';
import type { CollectionStore } from '../store/collection-store.js';
import type { Row } from '../store/row.js';
import type { History } from './history.js';
import type { Change } from './interface.js';
import { idKey, type Locks, lockNames } from './locks.js';
import type { PlannedWrite, PreparedQuery, View } from './view.js';
import { LockedByTransaction } from './write-queue.js';

/** The committed state. Writes go to the store at once; they are made inside of the write queue only. */
export class CommittedView implements View {
  /** What has been written since the last commit. */
  changes: Change[] = [];

  constructor(
    private readonly history: History,
    private readonly locks: Locks,
  ) {}

  read(query: PreparedQuery): Row[] {
    return execute(query);
  }

  claim(store: CollectionStore, writes: readonly PlannedWrite[]): void {
    for (const write of writes) {
      if (this.locks.heldByOther(lockNames(store, write))) throw new LockedByTransaction();
    }
  }

  write(store: CollectionStore, write: PlannedWrite): void {
    if (write.after) store.checkUnique(write.after.document, write.before?.rowid);
    this.apply(store, write);
  }

  /** Writes what is known to be allowed: a transaction's writes at its commit. */
  apply(store: CollectionStore, { before, after }: PlannedWrite): void {
    const id = (after ?? before)!.document._id!;
    if (!after) store.remove(before!);
    else if (before) store.update(before, after);
    else store.insert(after);
    this.history.record(store, idKey(id), before);
    this.changes.push({ collection: store.name, id, before: before?.document, after: after?.document });
  }
}
