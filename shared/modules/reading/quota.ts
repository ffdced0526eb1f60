import type { ReadingId } from '../../contracts/reading/reading.js';
import { readingFreePerDay } from '../../contracts/reading/rules.js';
import type { UserId } from '../../contracts/terms.js';
import { rule } from '../../core/config/config.js';
import { derivedId } from '../../core/ids.js';
import { collection, command, type Owned } from '../../core/store/collection.js';
import { declareCollection } from '../../core/store/declare.js';
import { after, businessDay, DAY, now } from '../../core/time.js';

/** A member's readings of one day: one document, so that their number is exact whoever asks at the same time. */
interface QuotaDay extends Owned {
  _id: string;
  day: string;
  used: number;
  /** What became of the place that each reading took. */
  readings: Record<ReadingId, 'taken' | 'returned'>;
}

/** How long the ledger is kept. */
const KEPT_FOR = 60 * DAY;

export const readingQuotaCollection = declareCollection('readingQuotas', [{ name: 'day', keys: [['day', 1]] }], {
  of: 'userId',
  onDeletion: { remove: true },
});
const days = collection<QuotaDay>(readingQuotaCollection.name);

/** Takes a place in a day's quota for a reading, once. One round trip, three at most. @returns whether there was one, or it has it already */
export async function takePlace(userId: UserId, day: string, readingId: ReadingId): Promise<boolean> {
  const most = await rule(readingFreePerDay);
  if (most === 0) return false;
  const _ = command();
  const id = quotaId(userId, day);
  const place = `readings.${readingId}`;
  const room = { used: _.lt(most), [place]: _.neq('taken') };
  const taken = { used: _.inc(1), [place]: 'taken' };
  if (await days.change(id, room, taken)) return true;
  if (await days.insert({ _id: id, userId, day, used: 1, readings: { [readingId]: 'taken' } })) return true;
  if (await days.change(id, room, taken)) return true;
  return (await days.get(id, { [place]: 'taken' })) !== undefined;
}

/** Gives a reading's place back, once. One round trip. */
export async function givePlaceBack(userId: UserId, day: string, readingId: ReadingId): Promise<void> {
  const place = `readings.${readingId}`;
  await days.change(quotaId(userId, day), { [place]: 'taken' }, { used: command().inc(-1), [place]: 'returned' });
}

/** Removes what is older than anybody asks about. One round trip. @returns how many days */
export async function forgetOldDays(): Promise<number> {
  return days.remove({ day: command().lt(businessDay(after(now(), -KEPT_FOR))) });
}

function quotaId(userId: UserId, day: string): string {
  return derivedId('readingQuota', userId, day);
}
