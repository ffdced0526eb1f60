import { beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../conformance/harness.js';
import type { Document, Value } from '../index.js';
import { buildAggregationWorker } from '../testing/worker.js';

const { database, collection } = useDatabase();
beforeAll(buildAggregationWorker);

/** How long nothing else could run while `run` did at most, ms, and how often something else did run. */
async function watched(run: () => Promise<unknown>): Promise<{ longest: number; turns: number }> {
  let [longest, last, turns] = [0, performance.now(), 0];
  const timer = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
    turns++;
  }, 5);
  await run();
  await new Promise((resolve) => setTimeout(resolve, 20));
  clearInterval(timer);
  return { longest, turns };
}

/** Looks at every element of `$a` for every element of `$a`, `times` deep. */
const nested = (times: number): Value =>
  times === 0 ? 1 : { $sum: { $map: { input: '$a', as: `v${times}`, in: nested(times - 1) } } };
const hundred = { _id: 1, a: Array.from({ length: 110 }, (_, n) => n) };

describe('a read that looks at few documents for a long time', () => {
  it('an aggregation gives way to other requests, and ends all the same', async () => {
    const name = await collection(hundred);
    let found: Document[] = [];
    const { turns } = await watched(async () => {
      found = await database().aggregate(name, [{ $project: { n: nested(3) } }]);
    });
    expect(found).toEqual([{ _id: 1, n: 110 ** 3 }]);
    expect(turns).toBeGreaterThan(20);
  });

  it('a query and a count do, too', async () => {
    const name = await collection(hundred);
    const filter = { $expr: { $eq: [nested(3), 110 ** 3] } };
    const { turns } = await watched(async () => {
      expect(await database().find(name, { filter, limit: 5 })).toEqual([hundred]);
      expect(await database().count(name, filter)).toBe(1);
    });
    expect(turns).toBeGreaterThan(20);
  });
});

describe('a value that grows on the way', () => {
  const doubled = (operator: string, by: Value) => ({
    $reduce: { input: { $range: [0, 60] }, initialValue: by, in: { [operator]: ['$$value', '$$value'] } },
  });

  it.each([
    ['$concat', 'xy'],
    ['$concatArrays', [1]],
  ])('by %s in $reduce ends at 16 MB', async (operator, by) => {
    const name = await collection({ _id: 1 });
    const failed = database().aggregate(name, [{ $project: { v: doubled(operator, by) } }]);
    await expect(failed).rejects.toMatchObject({
      code: 'DATABASE_REQUEST_FAILED',
      message: expect.stringMatching(
        /BSONObj size: \d+ \(0x[0-9A-F]+\) is invalid. Size must be between 0 and 16793600/,
      ),
    });
  });

  it('by naming itself twice, in one stage or in many, ends at 16 MB', async () => {
    const name = await collection({ _id: 1, a: 'x', b: {} });
    const stages: Document[] = [
      { $addFields: { a: ['$a', '$a'] } },
      { $project: { b: { x: '$$ROOT', y: '$$ROOT' } } },
      { $addFields: { 'b.x': '$$ROOT', 'b.y': '$$ROOT' } },
      { $facet: { a: [], b: [] } },
      { $group: { _id: 1, a: { $push: { x: '$$ROOT', y: '$$ROOT' } } } },
      { $replaceRoot: { newRoot: { x: '$$ROOT', y: '$$ROOT' } } },
    ];
    for (const stage of stages) {
      const failed = database().aggregate(name, Array<Document>(60).fill(stage));
      await expect(failed, JSON.stringify(stage)).rejects.toThrow('is invalid. Size must be between 0 and 16793600');
    }
    let value: Value = '$a';
    for (let deep = 0; deep < 30; deep++) value = { $let: { vars: { v: value }, in: ['$$v', '$$v'] } };
    await expect(database().aggregate(name, [{ $project: { value } }])).rejects.toThrow('BSONObj size');
  });

  it('$replaceAll and $regexFindAll are bounded before they fill the memory', async () => {
    const name = await collection({ _id: 1, text: 'a'.repeat(200_000) });
    const replacement = 'b'.repeat(10_000);
    const grown = { $replaceAll: { input: '$text', find: 'a', replacement } };
    await expect(database().aggregate(name, [{ $project: { grown } }])).rejects.toThrow('BSONObj size');
    const matches = { $regexFindAll: { input: '$text', regex: 'a' } };
    const counted = database().aggregate(name, [{ $project: { n: { $size: matches } } }]);
    await expect(counted).resolves.toEqual([{ _id: 1, n: 200_000 }]);
  });
});

describe('a regular expression that nothing can hurry', () => {
  const text = `${'a'.repeat(60)}!`;

  it('is refused in time in a filter, an update, an aggregation and a schema', async () => {
    const name = await collection({ _id: 1, text });
    const pattern = '^(?=(a+)+$)(a+)+$';
    const runs = [
      () => database().find(name, { filter: { text: { $regex: pattern } }, limit: 1 }),
      () => database().update(name, { filter: { text: { $regex: pattern } }, change: { $set: { x: 1 } } }),
      () => database().aggregate(name, [{ $project: { m: { $regexMatch: { input: '$text', regex: pattern } } } }]),
      () => database().count(name, { $jsonSchema: { properties: { text: { pattern } } } }),
    ];
    for (const run of runs) {
      const { longest } = await watched(() => expect(run()).rejects.toThrow(/backtracks/));
      expect(longest).toBeLessThan(5000);
    }
  });

  it('finds what it should when the text is kind', async () => {
    const name = await collection({ _id: 1, text: 'Price: 30 USD, 45 usd' });
    const matches = { $regexFindAll: { input: '$text', regex: '(\\d+)(?= usd)', options: 'i' } };
    const [found] = await database().aggregate(name, [{ $project: { _id: 0, matches } }]);
    expect(found!.matches).toEqual([
      { match: '30', idx: 7, captures: ['30'] },
      { match: '45', idx: 15, captures: ['45'] },
    ]);
  });
});

it('three thousand transactions let other reads through', async () => {
  const name = await collection({ _id: 'read' });
  await database().setStrict(name, false);
  const documents = Array.from({ length: 3000 }, (_, at) => ({ _id: `d${at}`, n: 0 }));
  for (let at = 0; at < 3000; at += 1000) await database().insert(name, documents.slice(at, at + 1000));
  let next = 0;
  const one = async () => {
    while (next < documents.length) {
      const filter = { _id: documents[next++]!._id };
      const transaction = database().begin();
      const [found] = await database().find(name, { filter, limit: 1 }, { transaction });
      await database().update(name, { filter, change: { $set: { n: Number(found!.n) + 1 } } }, { transaction });
      await database().commit(transaction);
    }
  };
  const { longest } = await watched(() => Promise.all(Array.from({ length: 900 }, one)));
  expect(await database().count(name, { n: 1 })).toBe(3000);
  expect(longest).toBeLessThan(2000);
});
