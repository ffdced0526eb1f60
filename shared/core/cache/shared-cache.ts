/** Something that instances share. */
export interface SharedEntry {
  /** The value as JSON text; null for "there is nothing". */
  json: string | null;
  /** When its load began, ms since the epoch. */
  loadedAt: number;
  /** Until when it may be used without loading it anew, ms since the epoch. */
  freshUntil: number;
}

/** What a look at a key shows. */
export interface SharedView {
  entry: SharedEntry | undefined;
  /** Whether somebody is loading it, or did and died. */
  leased: boolean;
}

/** The right to write a key. */
export interface Lease {
  /** Known to the holder alone. */
  token: string;
  forMs: number;
  /** Names that what is loaded can be made invalid by. */
  tags: readonly string[];
}

/**
 * A cache that all instances share. Keys are of the core's making: short, and without meaning.
 *
 * Who wants to load a key takes its lease; a write counts only under the lease. What is made invalid loses its lease with it,
 * so that a value that was read before the change can never be written after it.
 */
export interface SharedCache {
  /** A look costs what the database takes for a document: what is one query there is not worth keeping here. */
  readonly asDearAsDatabase: boolean;
  look(key: string): Promise<SharedView>;
  /**
   * Takes the lease of a key unless somebody has it.
   * @param seen what the last look showed, or nothing when there was none
   */
  lease(key: string, lease: Lease, seen: SharedView): Promise<boolean>;
  /**
   * Writes under a lease, and gives it back. @returns whether it was written: not when the lease is gone
   * @param keepUntil from then on it is of no use, ms since the epoch
   */
  put(key: string, lease: Lease, entry: SharedEntry, keepUntil: number): Promise<boolean>;
  /** Gives a lease back without a value. */
  release(key: string, lease: Lease): Promise<void>;
  /** Forgets all entries with the tag, and takes the leases of those who are loading one. */
  invalidate(tag: string): Promise<void>;
}
