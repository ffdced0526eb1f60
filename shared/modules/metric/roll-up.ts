import type { Output } from '../../contracts/contract.js';
import type { metricRollup } from '../../contracts/metric/rollup.js';
import type { Instant } from '../../contracts/terms.js';
import { type MetricBatch, metricBatchCollection } from '../../core/metrics/batches.js';
import { flushMetrics } from '../../core/metrics/flush.js';
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
/** So many batches are held in memory rather than read twice. */
const MOST_HELD = 4 * PAGE;
/** So many of the last minutes that have a record are remembered. */
const MINUTES_KNOWN = 30;

type Ledger = MetricLedger & { revision: number };

const batches = collection<MetricBatch>(metricBatchCollection.name);

/** What this instance noted last. Whoever goes by it finds out by the revision when somebody else has noted since. */
let held: Ledger | undefined;

/**
 * Makes records of minutes, hours and days out of what instances have written. Safe to run twice, at once, late, and after a
 * crash at any point: a record is made anew from all that belongs to it and only takes the place of one that knows less, and
 * what has been taken in is noted last, in one step with the totals.
 */
export async function rollUpMetrics(): Promise<Output<typeof metricRollup>> {
  const at = now();
  // What this instance has counted is not made a round of its own, a minute later.
  await flushMetrics();
  const ledger = held ?? (await metricLedgers.get('current')) ?? (await openLedger(at));
  held = undefined;
  const fresh = await readFresh(ledger);
  await rollUpMinutes(fresh, ledger);

  const touched = [...fresh.minutes].map((minute) => startOfPeriod('hour', minute));
  const open = [...new Set([...ledger.hours, ...touched])];
  const settled = open.filter((hour) => after(endOfPeriod('hour', hour), HOUR_SETTLES_IN) <= at);
  for (const hour of settled) await sumUp('minute', 'hour', hour);
  const days = new Set(settled.map((hour) => startOfPeriod('day', hour)));
  for (const day of days) await sumUp('hour', 'day', day);

  const idle = fresh.ids.length === 0 && settled.length === 0;
  held = idle
    ? ledger
    : await note(
        ledger,
        fresh,
        at,
        open.filter((hour) => !settled.includes(hour)),
      );
  const removed = settled.length > 0 ? await removeExpired(at) : 0;
  return { batches: held ? fresh.ids.length : 0, minutes: fresh.minutes.size, hours: settled.length, removed };
}

async function openLedger(at: Instant): Promise<Ledger> {
  const ledger: MetricLedger = {
    _id: 'current',
    takenUpTo: after(at, -OVERLAP),
    ...{ taken: [], minutes: [], hours: [], seenAt: {}, totals: noStats() },
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
  read: Pick<MetricBatch, '_id' | 'recordedAt'>[];
  /** As long as it is not too much to hold. */
  batches: MetricBatch[] | undefined;
}

async function readFresh({ takenUpTo, taken }: MetricLedger): Promise<Fresh> {
  const fresh: Fresh = { ids: [], minutes: new Set(), stats: noStats(), seenAt: {}, read: [], batches: [] };
  const known = new Set(taken);
  for await (const batch of batchesBetween(after(takenUpTo, -OVERLAP))) {
    const { _id, recordedAt, minutes } = batch;
    fresh.read.push({ _id, recordedAt });
    if (fresh.batches && fresh.batches.push(batch) > MOST_HELD) fresh.batches = undefined;
    if (known.has(_id)) continue;
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

/**
 * Makes the records of the minutes that something new is known of. A batch is never older than what it holds, so that nothing
 * older than the first of them need be read.
 */
async function rollUpMinutes({ minutes, batches }: Fresh, { takenUpTo, minutes: known }: MetricLedger): Promise<void> {
  if (minutes.size === 0) return;
  const first = [...minutes].sort()[0]!;
  const records = new Map([...minutes].map((minute) => [minute, { parts: 0, stats: noStats() }]));
  const take = (batch: MetricBatch) => {
    for (const minute of batch.minutes) {
      const record = records.get(minute.at);
      if (!record) continue;
      record.parts += 1;
      mergeStats(record.stats, minute);
    }
  };
  const from = after(takenUpTo, -OVERLAP);
  if (first < from) for await (const batch of batchesBetween(first, from)) take(batch);
  if (batches) batches.forEach(take);
  else for await (const batch of batchesBetween(from)) take(batch);
  for (const [at, { parts, stats }] of records)
    await putRecord({ resolution: 'minute', at, parts, stats }, known.includes(at));
}

async function sumUp(of: 'minute' | 'hour', into: 'hour' | 'day', start: Instant): Promise<void> {
  const stats = noStats();
  let parts = 0;
  for (const record of await recordsBetween(of, start, endOfPeriod(into, start))) {
    parts += record.parts;
    mergeStats(stats, record);
  }
  if (parts > 0) await putRecord({ resolution: into, at: start, parts, stats });
}

/**
 * Notes what has been taken in. An instance whose clock is ahead does not move the mark beyond the present.
 * @returns what stands now; undefined when somebody else has noted in the meantime, and that is what counts
 */
async function note(ledger: Ledger, fresh: Fresh, at: Instant, hours: Instant[]): Promise<Ledger | undefined> {
  const last = fresh.read.findLast(({ recordedAt }) => recordedAt <= at)?.recordedAt ?? ledger.takenUpTo;
  const takenUpTo = last > ledger.takenUpTo ? last : ledger.takenUpTo;
  const { totals } = ledger;
  mergeStats(totals, fresh.stats);
  const next = {
    takenUpTo,
    taken: fresh.read.filter(({ recordedAt }) => recordedAt >= after(takenUpTo, -OVERLAP)).map(({ _id }) => _id),
    minutes: [...new Set([...ledger.minutes, ...fresh.minutes])].sort().slice(-MINUTES_KNOWN),
    hours,
    seenAt: { ...ledger.seenAt, ...fresh.seenAt },
    totals,
  };
  const noted = await metricLedgers.change('current', { revision: ledger.revision }, next);
  return noted ? { ...ledger, ...next, revision: ledger.revision + 1 } : undefined;
}

/** In the order in which they were written. */
async function* batchesBetween(from: Instant, to?: Instant): AsyncGenerator<MetricBatch> {
  const _ = command();
  const until = to && _.lt(to);
  let page = await readPage({ recordedAt: until ? _.gte(from).and(until) : _.gte(from) });
  while (true) {
    yield* page;
    const last = page.at(-1);
    if (!last || page.length < PAGE) return;
    const later = _.gt(last.recordedAt);
    page = await readPage({}, [
      { recordedAt: until ? later.and(until) : later },
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
