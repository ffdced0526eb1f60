import type { CollectionStore } from '../store/collection-store.js';
import type { Row } from '../store/row.js';

interface Version {
  sequence: number;
  before: Row | undefined;
}

/** What documents were like before recent commits, kept as long as a transaction may still have to see it. */
export class History {
  private sequence = 0;
  private readonly snapshots = new Map<symbol, number>();
  private readonly versions = new Map<CollectionStore, Map<string, Version[]>>();

  /** Begins a snapshot of what is committed now. @returns a token to look at and to end it with */
  open(): symbol {
    const token = Symbol('snapshot');
    this.snapshots.set(token, this.sequence);
    return token;
  }

  close(token: symbol): void {
    this.snapshots.delete(token);
    if (this.snapshots.size === 0) this.versions.clear();
  }

  /** Notes that a document is written, and what it was. `id` is the key of its `_id`. */
  record(store: CollectionStore, id: string, before: Row | undefined): void {
    this.sequence++;
    if (this.snapshots.size === 0) return;
    const documents = this.versions.get(store) ?? new Map<string, Version[]>();
    this.versions.set(store, documents);
    const versions = documents.get(id) ?? [];
    documents.set(id, versions);
    versions.push({ sequence: this.sequence, before });
  }

  /** Says whether a document was written after a snapshot. */
  changedSince(token: symbol, store: CollectionStore, id: string): boolean {
    const latest = this.versions.get(store)?.get(id)?.at(-1);
    return latest !== undefined && latest.sequence > this.snapshots.get(token)!;
  }

  /**
   * One document as it was at a snapshot's time.
   * @returns undefined when it has not been written since; otherwise what it was, if it was there
   */
  of(token: symbol, store: CollectionStore, id: string): { before: Row | undefined } | undefined {
    const from = this.snapshots.get(token)!;
    return this.versions
      .get(store)
      ?.get(id)
      ?.find(({ sequence }) => sequence > from);
  }

  /** The documents of a collection that were written after a snapshot, as they were at its time. */
  *since(token: symbol, store: CollectionStore): Generator<[id: string, before: Row | undefined]> {
    const from = this.snapshots.get(token)!;
    for (const [id, versions] of this.versions.get(store) ?? []) {
      const first = versions.find(({ sequence }) => sequence > from);
      if (first) yield [id, first.before];
    }
  }

  clear(): void {
    this.versions.clear();
  }
}
