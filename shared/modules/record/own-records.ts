import type { Output, Parsed } from '../../contracts/contract.js';
import type { recordDelete } from '../../contracts/record/delete.js';
import type { recordList } from '../../contracts/record/list.js';
import type { RecordId } from '../../contracts/record/record.js';
import { member } from '../../core/actor.js';
import { Failure } from '../../core/failure.js';
import { command } from '../../core/store/collection.js';
import { recordBook, recordBooks, type SavedRecord } from './record-book.js';

/** The acting member's saved charts, latest first. */
export async function listRecords(): Promise<Output<typeof recordList>> {
  const book = await recordBook();
  const entries = Object.entries(book?.records ?? {}) as [RecordId, SavedRecord][];
  const records = entries.map(([recordId, record]) => ({
    recordId,
    ...record,
    relation: relationOf(record, recordId === book?.own),
  }));
  return { records: records.sort((one, other) => (one.savedAt < other.savedAt ? 1 : -1)) };
}

/** One chart is the member's own: an earlier one that was saved as that is another's now. */
function relationOf({ relation }: SavedRecord, isOwn: boolean): SavedRecord['relation'] {
  return relation === 'self' && !isOwn ? 'other' : relation;
}

/** @throws Failure RECORD_NOT_FOUND, also when it is someone else's */
export async function deleteRecord({ recordId }: Parsed<typeof recordDelete>): Promise<Output<typeof recordDelete>> {
  const _ = command();
  const { userId } = member();
  const path = `records.${recordId}`;
  const gone = { count: _.inc(-1), [path]: _.remove(), [`deleted.${recordId}`]: true };
  if (await recordBooks.change(userId, { [path]: _.exists(true) }, gone)) return { recordId };
  if ((await recordBook())?.deleted[recordId]) return { recordId };
  throw new Failure('RECORD_NOT_FOUND');
}
