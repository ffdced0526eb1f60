import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { buildLocalCloud } from '../build.mjs';
import { createDatabaseService, type Database, type Document } from '../src/database/index.js';
import { createClock } from '../src/kernel/clock.js';

/**
 * How fast the database's engine is, alone, next to the figures of research/database.md 3 (recommended column, same kind
 * of machine). Prints JSON; a ratio above 1 is slower than there. `tsx bench/db.ts [documents]`
 */

/** Median microseconds of one call, and calls a second of many clients, from research/database.md 3. */
const researched = {
  getById: { p50: 7.7 },
  getMissing: { p50: 2.7 },
  equalSortLimit20: { p50: 75 },
  equalSortDescendingLimit20: { p50: 74 },
  equalRangeLimit20: { p50: 89 },
  multikeyLimit20: { p50: 72 },
  incrementOneClient: { p50: 180 },
  incrementTwoHundredClients: { perSecond: 23_000 },
} as const;

const documents = Number(process.argv[2] ?? 100_000);
const categories = 200;

const product = (at: number): Document => ({
  _id: `p${String(at).padStart(8, '0')}`,
  name: `product number ${at} of the catalogue`,
  category: `category${at % categories}`,
  brand: `brand${at % 997}`,
  price: (at * 7919) % 100_000,
  stock: at % 500,
  tags: [`tag${at % 100}`, `tag${(at * 3) % 1000}`, 'all'],
  detail: { weight: at % 1000, size: [at % 10, at % 20, at % 30], colour: 'blue', text: 'x'.repeat(220) },
});

interface Figures {
  p50: number;
  p99: number;
  perSecond: number;
}

async function measure(count: number, call: (at: number) => Promise<unknown>): Promise<Figures> {
  for (let at = 0; at < count / 10; at++) await call(at);
  const times = new Float64Array(count);
  const start = performance.now();
  for (let at = 0; at < count; at++) {
    const before = performance.now();
    await call(at);
    times[at] = (performance.now() - before) * 1000;
  }
  const elapsed = performance.now() - start;
  times.sort();
  const figure = (share: number) => Math.round(times[Math.floor(share * (count - 1))]! * 10) / 10;
  return { p50: figure(0.5), p99: figure(0.99), perSecond: Math.round((count * 1000) / elapsed) };
}

async function load(db: Database): Promise<number> {
  await db.createCollection('products');
  await db.createIndex('products', {
    fields: [
      { field: 'category', direction: 1 },
      { field: 'price', direction: 1 },
    ],
  });
  await db.createIndex('products', { fields: [{ field: 'brand', direction: 1 }] });
  await db.createIndex('products', { fields: [{ field: 'tags', direction: 1 }] });
  const start = performance.now();
  for (let from = 0; from < documents; from += 1000) {
    await db.insert(
      'products',
      Array.from({ length: Math.min(1000, documents - from) }, (_, at) => product(from + at)),
    );
  }
  return Math.round((documents * 1000) / (performance.now() - start));
}

const anyId = (at: number) => `p${String((at * 7919) % documents).padStart(8, '0')}`;

async function queries(db: Database): Promise<Record<string, Figures>> {
  const find = (filter: Document, sort?: Document) =>
    db.findText('products', { filter, limit: 20, ...(sort && { sort }) });
  const category = (at: number) => `category${at % categories}`;
  const increment = (at: number) =>
    db.update('products', { filter: { _id: anyId(at) }, change: { $inc: { stock: 1 } } });
  return {
    getById: await measure(50_000, (at) => find({ _id: anyId(at) })),
    getMissing: await measure(50_000, (at) => find({ _id: `missing${at}` })),
    equalSortLimit20: await measure(5000, (at) => find({ category: category(at) }, { price: 1 })),
    equalSortDescendingLimit20: await measure(5000, (at) => find({ category: category(at) }, { price: -1 })),
    equalRangeLimit20: await measure(5000, (at) =>
      find({ category: category(at), price: { $gte: (at * 31) % 50_000 } }),
    ),
    multikeyLimit20: await measure(5000, (at) => find({ tags: `tag${at % 100}` })),
    incrementOneClient: await measure(3000, increment),
  };
}

/** Median microseconds of writing 4 KB to the disk: what a durable write cannot be faster than, now. */
function diskMicroseconds(folder: string): number {
  const file = openSync(join(folder, 'disk'), 'w');
  const page = Buffer.alloc(4096);
  const times = Array.from({ length: 300 }, (_, at) => {
    const before = performance.now();
    writeSync(file, page, 0, page.length, (at % 10) * page.length);
    fdatasyncSync(file);
    return (performance.now() - before) * 1000;
  });
  closeSync(file);
  return Math.round(times.sort((a, b) => a - b)[150]!);
}

/** Two hundred clients, each waiting for its write before the next. */
async function clients(db: Database): Promise<Figures> {
  const each = 150;
  const times: number[] = [];
  const start = performance.now();
  await Promise.all(
    Array.from({ length: 200 }, async (_, client) => {
      for (let at = 0; at < each; at++) {
        const before = performance.now();
        const filter = { _id: anyId(client * each + at) };
        await db.update('products', { filter, change: { $inc: { stock: 1 } } });
        times.push((performance.now() - before) * 1000);
      }
    }),
  );
  const perSecond = Math.round((times.length * 1000) / (performance.now() - start));
  times.sort((a, b) => a - b);
  return {
    p50: Math.round(times[times.length >> 1]!),
    p99: Math.round(times[Math.floor(times.length * 0.99)]!),
    perSecond,
  };
}

/** Gets by id while a long aggregation runs in its worker thread. */
async function besideAggregation(db: Database) {
  const start = performance.now();
  let running = true;
  const pipeline: Document[] = [{ $group: { _id: '$category', total: { $sum: '$price' }, stock: { $avg: '$stock' } } }];
  const aggregation = db.aggregate('products', pipeline).finally(() => {
    running = false;
  });
  const waits: number[] = [];
  for (let at = 0; running; at++) {
    const before = performance.now();
    await db.findText('products', { filter: { _id: anyId(at) } });
    await new Promise(setImmediate);
    waits.push(performance.now() - before);
  }
  const groups = (await aggregation).length;
  waits.sort((a, b) => a - b);
  return {
    groups,
    ms: Math.round(performance.now() - start),
    getP99Ms: Math.round(waits[Math.floor(waits.length * 0.99)]! * 100) / 100,
  };
}

await buildLocalCloud();
const dataDir = mkdtempSync(join(tmpdir(), 'yunshu-bench-'));
const clock = createClock();
const service = createDatabaseService({
  clock,
  dataDir,
  baseUrl: () => '',
  hasEnvironment: () => true,
  environments: () => ['bench'],
  log: () => {},
});
const db = service.forEnvironment('bench');
const loadPerSecond = await load(db);
const figures = { ...(await queries(db)), incrementTwoHundredClients: await clients(db) };
const ratios = Object.fromEntries(
  Object.entries(researched).map(([name, target]) => {
    const reached = figures[name as keyof typeof figures]!;
    const ratio = 'p50' in target ? reached.p50 / target.p50 : target.perSecond / reached.perSecond;
    return [name, Math.round(ratio * 100) / 100];
  }),
);
const disk = diskMicroseconds(dataDir);
const aggregation = await besideAggregation(db);
const megabytes = Math.round(statSync(join(dataDir, 'bench', 'database', 'data.sqlite')).size / 1e6);
const rssMegabytes = Math.round(process.memoryUsage().rss / 1e6);
console.log(
  JSON.stringify(
    {
      documents,
      loadPerSecond,
      microseconds: figures,
      ratios,
      diskMicroseconds: disk,
      aggregation,
      megabytes,
      rssMegabytes,
    },
    null,
    2,
  ),
);
await service.close();
clock.close();
rmSync(dataDir, { recursive: true, force: true });
