import type { Output, Parsed } from '../../contracts/contract.js';
import { MOST_RECORDS, type RecordId } from '../../contracts/record/record.js';
import type { recordSave } from '../../contracts/record/save.js';
import { member } from '../../core/actor.js';
import { idForRequest } from '../../core/context.js';
import { Failure } from '../../core/failure.js';
import { command } from '../../core/store/collection.js';
import { now } from '../../core/time.js';
import { makeChart } from '../bazi/make-chart.js';
import { recordBook, recordBooks, type SavedRecord } from './record-book.js';

type Request = Parsed<typeof recordSave>;

/**
 * Adds a chart to the acting member's book, or changes one that is in it.
 * @throws Failure RECORD_NOT_FOUND when there is none to change, also when it is someone else's; RECORD_BOOK_FULL at a hundred
 */
export async function saveRecord({ recordId, ...request }: Request): Promise<Output<typeof recordSave>> {
  const record = recordOf(request);
  if (!recordId) return add(idForRequest<RecordId>('record'), record);
  const path = `records.${recordId}`;
  const there = { [path]: command().exists(true) };
  const change = { [path]: record, ...ownedAs(recordId, record) };
  if (await recordBooks.change(member().userId, there, change)) return { recordId, ...record };
  throw new Failure('RECORD_NOT_FOUND');
}

async function add(recordId: RecordId, record: SavedRecord): Promise<Output<typeof recordSave>> {
  const { userId } = member();
  const _ = command();
  const path = `records.${recordId}`;
  const room = { count: _.lt(MOST_RECORDS), [path]: _.exists(false) };
  const own = ownedAs(recordId, record);
  if (await recordBooks.change(userId, room, { count: _.inc(1), [path]: record, ...own })) {
    return { recordId, ...record };
  }

  const book = { _id: userId, userId, count: 1, records: { [recordId]: record }, deleted: {}, ...own };
  if (await recordBooks.insert(book)) return { recordId, ...record };

  // The book exists: it has the chart from a call that died, or it is full, or it came into being just now.
  const existing = await recordBook();
  const kept = existing?.records[recordId];
  if (kept) return { recordId, ...kept };
  if ((existing?.count ?? 0) < MOST_RECORDS) return add(recordId, record);
  throw new Failure('RECORD_BOOK_FULL');
}

/** With a chart of oneself, that it is the one. */
function ownedAs(recordId: RecordId, { relation }: SavedRecord): { own?: RecordId } {
  return relation === 'self' ? { own: recordId } : {};
}

function recordOf({ name, relation, tags, favourite, subject }: Omit<Request, 'recordId'>): SavedRecord {
  const { pillars } = makeChart(subject);
  return { name, relation, tags, favourite, subject, pillars, savedAt: now() };
}
