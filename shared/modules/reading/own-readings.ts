import type { Output, Parsed } from '../../contracts/contract.js';
import type { readingDelete } from '../../contracts/reading/delete.js';
import type { readingGet } from '../../contracts/reading/get.js';
import type { readingList } from '../../contracts/reading/list.js';
import type { readingMark } from '../../contracts/reading/mark.js';
import { DISCLAIMER, LABELS } from '../../contracts/reading/reading.js';
import { Failure } from '../../core/failure.js';
import { command } from '../../core/store/collection.js';
import { pageOf } from '../../core/store/paging.js';
import { after, DAY, now } from '../../core/time.js';
import { titleOf } from './outline.js';
import { ownReadings, type Reading, shown } from './readings.js';

/**
 * A reading as far as it is released, from the segment after those that the reader has. What was released once is the same each time
 * it is asked for.
 * @throws Failure READING_NOT_FOUND
 */
export async function getReading({
  readingId,
  after: seen,
}: Parsed<typeof readingGet>): Promise<Output<typeof readingGet>> {
  const reading = await ownReadings.get(readingId, { state: shown() });
  if (!reading) throw new Failure('READING_NOT_FOUND');
  const { topic, state, total, facts, refund, takenFrom, favourite, createdAt } = reading;
  const segments = segmentsOf(reading);
  const by = state === 'done' ? writtenBy(reading, segments) : null;
  return {
    ...{ readingId, topic, title: titleOf(topic), state, total, createdAt, disclaimer: DISCLAIMER },
    facts: [...facts],
    segments: segments.slice(seen).map(({ by: _by, ...segment }) => segment),
    writtenBy: by,
    label: by && LABELS[by.generated ? 'generated' : 'embedded'],
    takenFrom: takenFrom ?? null,
    ...{ refunded: refund !== null, favourite },
  };
}

function segmentsOf({ segments, released }: Reading) {
  return Array.from({ length: released }, (_, place) => ({ place, ...segments[place]! }));
}

function writtenBy({ ruleVersion }: Reading, segments: { by: string }[]) {
  const models = [...new Set(segments.map(({ by }) => by))].filter((by) => by !== 'embedded');
  return { generated: models.length > 0, models, ruleVersion };
}

/** The member's readings, latest first. */
export async function listReadings({
  favourite,
  ...request
}: Parsed<typeof readingList>): Promise<Output<typeof readingList>> {
  const found = await pageOf(ownReadings, {
    where: favourite ? { favourite, state: shown() } : { state: shown() },
    ...{ by: 'createdAt', direction: 'desc', ...request },
    fields: ['topic', 'state', 'favourite', 'createdAt'],
  });
  const items = found.items.map(({ _id, topic, state, favourite: marked, createdAt }) => {
    return { readingId: _id, topic, title: titleOf(topic), state, favourite: marked, createdAt };
  });
  return { ...found, items };
}

/** @throws Failure READING_NOT_FOUND */
export async function markReading({ readingId, favourite }: Parsed<typeof readingMark>) {
  if (!(await ownReadings.change(readingId, { state: shown() }, { favourite }))) throw new Failure('READING_NOT_FOUND');
  return { favourite };
}

/**
 * Empties a reading that is over; its place stays taken, and the sweep removes the rest.
 * @throws Failure READING_NOT_FOUND, READING_UNDER_WAY while it is written
 */
export async function deleteReading({
  readingId,
}: Parsed<typeof readingDelete>): Promise<Output<typeof readingDelete>> {
  const over = { state: command().in(['done', 'failed', 'deleted']), refund: command().neq('due') };
  const emptied = {
    state: 'deleted',
    facts: [],
    segments: {},
    released: 0,
    favourite: false,
    dueAt: after(now(), DAY),
  };
  if (await ownReadings.change(readingId, over, emptied)) return {};
  if (await ownReadings.get(readingId)) throw new Failure('READING_UNDER_WAY', { retryAfterMs: 5000 });
  throw new Failure('READING_NOT_FOUND');
}
