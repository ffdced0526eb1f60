import { LRUCache } from 'lru-cache';
import type { SharedEntry } from './shared-cache.js';

/** What an instance may keep, in bytes of text: a small part of a function's 256 MB. */
const MOST_BYTES = 8 * 1024 * 1024;
/** Characters of one entry's text; what is larger is used and not kept, here or in a shared cache. */
export const LARGEST_ENTRY = 256 * 1024;

/** An entry in the memory of an instance. */
export interface InstanceEntry extends SharedEntry {
  /** When this instance last made sure of it, ms since the epoch. */
  seenAt: number;
  tags: readonly string[];
}

/**
 * What an instance keeps, as text: whoever gets a value gets one of his own, and cannot change another's. The least recently
 * used makes room.
 */
export class InstanceCache {
  readonly #entries = new LRUCache<string, InstanceEntry>({
    maxSize: MOST_BYTES,
    sizeCalculation: ({ json }, key) => 2 * ((json?.length ?? 0) + key.length) + 200,
  });
  /** Invalidations so far. */
  generation = 0;

  get(key: string): InstanceEntry | undefined {
    return this.#entries.get(key);
  }

  /** @param since the generation in which its load began: what was read before an invalidation is not kept after it */
  set(key: string, entry: InstanceEntry, since: number): void {
    if (since === this.generation && (entry.json?.length ?? 0) <= LARGEST_ENTRY) this.#entries.set(key, entry);
  }

  /** Forgets all entries with the tag. */
  invalidate(tag: string): void {
    this.generation += 1;
    for (const [key, { tags }] of this.#entries.entries()) if (tags.includes(tag)) this.#entries.delete(key);
  }
}
