import type * as z from 'zod';
import type { ChartRecord, RecordId } from '../../contracts/record/record.js';
import type { UserId } from '../../contracts/terms.js';
import { member } from '../../core/actor.js';
import { type Owned, ownedCollection } from '../../core/store/collection.js';
import { declareCollection } from '../../core/store/declare.js';

export type SavedRecord = Omit<z.output<typeof ChartRecord>, 'recordId'>;

/** All saved charts of a member: one document, so that their number is exact. Who they are of and when born is encrypted. */
export interface RecordBook extends Owned {
  _id: UserId;
  count: number;
  records: Record<RecordId, SavedRecord>;
  /** The one that was last saved as the member's own; of others that were, it takes the place. */
  own?: RecordId;
  /** Of what was deleted lately, so that deleting again finds that it is done. */
  deleted: Record<RecordId, true>;
}

export const recordBookCollection = declareCollection('recordBooks', [], {
  of: 'userId',
  onDeletion: { remove: true },
});
export const recordBooks = ownedCollection<RecordBook>(recordBookCollection.name);

/** The acting member's book, if there is one. One round trip. */
export function recordBook(): Promise<RecordBook | undefined> {
  return recordBooks.get(member().userId);
}
