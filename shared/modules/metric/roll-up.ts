import type { Output } from '../../contracts/contract.js';
import type { metricRollup } from '../../contracts/metric/rollup.js';
import type { Instant } from '../../contracts/terms.js';
import { type MetricBatch, metricBatchCollection } from '../../core/metrics/batches.js';
import { mergeStats, noStats, type Stats } from '../../core/metrics/stats.js';
import { collection, command } from '../../core/store/collection.js';
import { after, MINUTE, now } from '../../core/time.js';
import { type MetricLedger, metricLedgers } from './ledger.js';
import { endOfPeriod, metricRecords, putRecord, recordsBetween, startOfPeriod } from './records.js';

/** Clocks of instances differ by less, and a write that is under way arrives sooner. */
const OVERLAP = 3 * MINUTE;
/** An hour is summed up this long after its end, when nearly all has arrived; what comes later sums it up again. */
const HOUR_SETTLES_IN = 3 * MINUTE;
const PAGE = 500;

const batches = collection<MetricBatch>(metricBatchCollection.name);

/**
 * Makes records of minutes, hours and days out of what instances have written. Safe to run twice, at once, late, and after a
 * crash at any point: a record is made anew from all that belongs to it and only takes the place of one that knows less, and
 * what has been taken in is noted last, in one step with the totals.
 */
export async function rollUpMetrics(): Promise<Output<typeof metricRollup>> {
  const at = now();
  const ledger = (await metricLedgers.get('current')) ?? (await openLedger(at));
  const from = after(ledger.takenUpTo, -OVERLAP);
  const fresh = await readFresh(from, new Set(ledger.taken));
  const minutes = await rollUpMinutes(fresh, from);

  const touched = [...minutes].map((minute) => startOfPeriod('hour', minute));
  const open = [...new Set([...ledger.hours, ...touched])];
  const settled = open.filter((hour) => after(endOfPeriod('hour', hour), HOUR_SETTLES_IN) <= at);
  for (const hour of settled) await sumUp('minute', 'hour', hour);

  const days = new Set(settled.map((hour) => startOfPeriod('day', hour)));
  for (const day of days) await sumUp('hour', 'day', day);

  const noted = await note(
    ledger,
    fresh,
    at,
    open.filter((hour) => !settled.includes(hour)),
  );
  const removed = settled.length > 0 ? await removeExpired(at) : 0;
  return { batches: noted ? fresh.ids.length : 0, minutes: minutes.size, hours: settled.length, removed };
}

async function openLedger(at: Instant): Promise<MetricLedger & { revision: number }> {
  const ledger: MetricLedger = {
    _id: 'current',
    takenUpTo: after(at, -OVERLAP),
    ...{ taken: [], hours: [], seenAt: {}, totals: noStats() },
  };
  if (await metricLedgers.insert(ledger)) return { ...ledger, revision: 0 };
  return (await metricLedgers.get('current'))!;
}

interface Fresh {
  /** Of what has not been taken in before. */
  ids: string[];
  minutes: Set<Instant>;
  stats: Stats;
  seenAt: Record<string, Instant>;
  /** All that was read, taken in before or not. */
  read: { id: string; recordedAt: Instant }[];
}

async function readFresh(from: Instant, taken: ReadonlySet<string>): Promise<Fresh> {
  const fresh: Fresh = { ids: [], minutes: new Set(), stats: noStats(), seenAt: {}, read: [] };
  for await (const { _id, recordedAt, minutes } of batchesFrom(from)) {
    fresh.read.push({ id: _id, recordedAt });
    if (taken.has(_id)) continue;
    fresh.ids.push(_id);
    for (const minute of minutes) {
      fresh.minutes.add(minute.at);
      mergeStats(fresh.stats, minute);
      for (const action of Object.keys(minute.actions)) {
        if (!(fresh.seenAt[action]! > minute.at)) fresh.seenAt[action] = minute.at;
      }
    }
  }
  return fresh;
}

/** Makes the records of the minutes that something new is known of. A batch is never older than what it holds. */
async function rollUpMinutes({ minutes }: Fresh, from: Instant): Promise<Set<Instant>> {
  if (minutes.size === 0) return minutes;
  const first = [...minutes].sort()[0]!;
  const records = new Map([...minutes].map((minute) => [minute, { parts: 0, stats: noStats() }]));
  for await (const batch of batchesFrom(first < from ? first : from)) {
    for (const minute of batch.minutes) {
      const record = records.get(minute.at);
      if (!record) continue;
      record.parts += 1;
      mergeStats(record.stats, minute);
    }
  }
  for (const [minute, { parts, stats }] of records) await putRecord('minute', minute, parts, stats);
  return minutes;
}

async function sumUp(of: 'minute' | 'hour', into: 'hour' | 'day', start: Instant): Promise<void> {
  const stats = noStats();
  let parts = 0;
  for (const record of await recordsBetween(of, start, endOfPeriod(into, start))) {
    parts += record.parts;
    mergeStats(stats, record);
  }
  if (parts > 0) await putRecord(into, start, parts, stats);
}

/**
 * Notes what has been taken in. An instance whose clock is ahead does not move the mark beyond the present.
 * @returns whether nobody else has in the meantime; what they noted is then what counts
 */
function note(ledger: MetricLedger & { revision: number }, fresh: Fresh, at: Instant, hours: Instant[]) {
  const last = fresh.read.findLast(({ recordedAt }) => recordedAt <= at)?.recordedAt ?? ledger.takenUpTo;
  const takenUpTo = last > ledger.takenUpTo ? last : ledger.takenUpTo;
  const { totals } = ledger;
  mergeStats(totals, fresh.stats);
  return metricLedgers.change(
    'current',
    { revision: ledger.revision },
    {
      takenUpTo,
      taken: fresh.read.filter(({ recordedAt }) => recordedAt >= after(takenUpTo, -OVERLAP)).map(({ id }) => id),
      hours,
      seenAt: { ...ledger.seenAt, ...fresh.seenAt },
      totals,
    },
  );
}

async function* batchesFrom(from: Instant): AsyncGenerator<MetricBatch> {
  const _ = command();
  let page = await readPage({ recordedAt: _.gte(from) });
  while (true) {
    yield* page;
    const last = page.at(-1);
    if (!last || page.length < PAGE) return;
    page = await readPage({}, [
      { recordedAt: _.gt(last.recordedAt) },
      { recordedAt: last.recordedAt, _id: _.gt(last._id) },
    ]);
  }
}

function readPage(where: Record<string, unknown>, anyOf?: Record<string, unknown>[]): Promise<MetricBatch[]> {
  return batches.find(where, {
    orderBy: [
      ['recordedAt', 'asc'],
      ['_id', 'asc'],
    ],
    limit: PAGE,
    ...(anyOf && { anyOf }),
  });
}

async function removeExpired(at: Instant): Promise<number> {
  const expired = { expiresAt: command().lte(at) };
  return (await batches.remove(expired)) + (await metricRecords.remove(expired));
}
