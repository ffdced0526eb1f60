import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDatabaseService, type Database, type DatabaseService, type Document } from '../index.js';
import { testKernel } from '../testing/kernel.js';

const kernel = testKernel();
let service: DatabaseService;
let db: Database;
let name: string;
let made = 0;

beforeAll(() => {
  service = createDatabaseService(kernel, { transactionMs: 400 });
  db = service.forEnvironment('test');
});

afterAll(async () => {
  await service.close();
  kernel.remove();
});

beforeEach(async () => {
  name = `c${++made}`;
  await db.createCollection(name);
  await db.insert(name, [
    { _id: 'a', n: 1 },
    { _id: 'b', n: 2 },
  ]);
});

const set = (id: string, n: number) => ({ filter: { _id: id }, change: { $set: { n } } });
const all = async (transaction?: string) =>
  (await db.find(name, { sort: { _id: 1 } }, transaction ? { transaction } : {})).map(({ _id, n }) => [_id, n]);

describe('isolation', () => {
  it('reads its snapshot and its own writes; others see them after the commit', async () => {
    const transaction = db.begin();
    expect(await all(transaction)).toEqual([
      ['a', 1],
      ['b', 2],
    ]);
    await db.update(name, set('b', 20));
    await db.insert(name, [{ _id: 'c', n: 3 }]);
    await db.update(name, set('a', 10), { transaction });
    await db.insert(name, [{ _id: 'd', n: 4 }], { transaction });
    expect(await all(transaction)).toEqual([
      ['a', 10],
      ['b', 2],
      ['d', 4],
    ]);
    expect(await all()).toEqual([
      ['a', 1],
      ['b', 20],
      ['c', 3],
    ]);
    expect(await db.count(name, { n: { $gte: 4 } }, { transaction })).toBe(2);
    await db.commit(transaction);
    expect(await all()).toEqual([
      ['a', 10],
      ['b', 20],
      ['c', 3],
      ['d', 4],
    ]);
  });

  it('sees a document that was removed after its snapshot', async () => {
    const transaction = db.begin();
    await all(transaction);
    await db.remove(name, { _id: 'a' }, false);
    expect(await db.find(name, { filter: { n: 1 } }, { transaction })).toEqual([{ _id: 'a', n: 1 }]);
    expect(await db.find(name, { filter: { _id: 'a' } }, { transaction })).toEqual([{ _id: 'a', n: 1 }]);
    db.abort(transaction);
  });

  it('leaves nothing of an abort', async () => {
    const transaction = db.begin();
    await db.update(name, set('a', 9), { transaction });
    await db.remove(name, { _id: 'b' }, false, { transaction });
    expect(await all(transaction)).toEqual([['a', 9]]);
    db.abort(transaction);
    expect(await all()).toEqual([
      ['a', 1],
      ['b', 2],
    ]);
    await expect(db.commit(transaction)).rejects.toMatchObject({ code: 'DATABASE_TRANSACTION_FAIL' });
  });

  it('removes and inserts the same _id, and upserts', async () => {
    const transaction = db.begin();
    await db.remove(name, { _id: 'a' }, false, { transaction });
    await db.insert(name, [{ _id: 'a', n: 7 }], { transaction });
    const upsert = { filter: { _id: 'z' }, change: { n: 5 }, replace: true, upsert: true };
    expect(await db.update(name, upsert, { transaction })).toMatchObject({ upsertedId: 'z' });
    expect(await db.update(name, upsert, { transaction })).toMatchObject({ matched: 1 });
    await db.commit(transaction);
    expect(await all()).toEqual([
      ['a', 7],
      ['b', 2],
      ['z', 5],
    ]);
  });
});

describe('conflicts', () => {
  const conflict = { code: 'DATABASE_TRANSACTION_CONFLICT' };

  it('a document that another transaction has written fails at once', async () => {
    const [first, second] = [db.begin(), db.begin()];
    await db.update(name, set('a', 10), { transaction: first });
    const start = Date.now();
    await expect(db.update(name, set('a', 20), { transaction: second })).rejects.toMatchObject(conflict);
    expect(Date.now() - start).toBeLessThan(200);
    await db.commit(first);
    expect(await all()).toEqual([
      ['a', 10],
      ['b', 2],
    ]);
    await expect(db.commit(second)).rejects.toMatchObject({ code: 'DATABASE_TRANSACTION_FAIL' });
  });

  it('a document that was written after the snapshot fails', async () => {
    const transaction = db.begin();
    await all(transaction);
    await db.update(name, set('a', 10));
    await expect(db.update(name, set('a', 20), { transaction })).rejects.toMatchObject(conflict);
  });

  it('two inserts of one _id, or of one unique key', async () => {
    await db.createIndex(name, { fields: [{ field: 'n', direction: 1 }], unique: true });
    for (const [one, two] of [
      [
        { _id: 'x', n: 8 },
        { _id: 'x', n: 9 },
      ],
      [
        { _id: 'y', n: 8 },
        { _id: 'z', n: 8 },
      ],
    ] as Document[][]) {
      const [first, second] = [db.begin(), db.begin()];
      await db.insert(name, [one!], { transaction: first });
      await expect(db.insert(name, [two!], { transaction: second })).rejects.toMatchObject(conflict);
      db.abort(first);
    }
  });

  it('a duplicate of what is committed, or of an own write, is E11000', async () => {
    await db.createIndex(name, { fields: [{ field: 'n', direction: 1 }], unique: true });
    const insert = (transaction: string, document: Document) => db.insert(name, [document], { transaction });
    const [first, second, third] = [db.begin(), db.begin(), db.begin()];
    await expect(insert(first, { _id: 'x', n: 1 })).rejects.toThrow(/E11000/);
    await expect(insert(second, { _id: 'a', n: 9 })).rejects.toThrow(/E11000/);
    await insert(third, { _id: 'x', n: 9 });
    await expect(insert(third, { _id: 'y', n: 9 })).rejects.toThrow(/E11000/);
  });

  it('a unique key can go from one document to another', async () => {
    await db.createIndex(name, { fields: [{ field: 'n', direction: 1 }], unique: true });
    const transaction = db.begin();
    await db.remove(name, { _id: 'a' }, false, { transaction });
    await db.update(name, set('b', 1), { transaction });
    await db.commit(transaction);
    expect(await all()).toEqual([['b', 1]]);
    expect(await db.find(name, { filter: { n: 1 } })).toHaveLength(1);
  });

  it('a plain write waits for the transaction', async () => {
    const transaction = db.begin();
    await db.update(name, set('a', 10), { transaction });
    let done = false;
    const write = db.update(name, { filter: { _id: 'a' }, change: { $inc: { n: 1 } } }).then(() => (done = true));
    await db.update(name, set('b', 5));
    await delay(30);
    expect(done).toBe(false);
    await db.commit(transaction);
    await write;
    expect(await all()).toEqual([
      ['a', 11],
      ['b', 5],
    ]);
  });

  it('a plain insert of a key that a transaction holds waits, and is then refused', async () => {
    const transaction = db.begin();
    await db.insert(name, [{ _id: 'x' }], { transaction });
    const insert = db.insert(name, [{ _id: 'x' }]);
    await db.commit(transaction);
    await expect(insert).rejects.toThrow(/E11000/);
  });
});

describe('limits', () => {
  it('a second operation while one is running is TransactionBusy, and the first goes on', async () => {
    const transaction = db.begin();
    const results = await Promise.allSettled([
      db.update(name, set('a', 5), { transaction }),
      db.update(name, set('b', 6), { transaction }),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect((results[1] as PromiseRejectedResult).reason).toMatchObject({
      code: 'SYS_ERR',
      message: expect.stringContaining('[ResourceUnavailable.TransactionBusy] Transaction is busy'),
    });
    await db.commit(transaction);
    expect(await all()).toEqual([
      ['a', 5],
      ['b', 2],
    ]);
  });

  it('a transaction that takes too long is given up, and its locks are freed', async () => {
    const transaction = db.begin();
    await db.update(name, set('a', 5), { transaction });
    await db.update(name, set('a', 6));
    expect(await all()).toEqual([
      ['a', 6],
      ['b', 2],
    ]);
    await expect(db.find(name, {}, { transaction })).rejects.toMatchObject({ code: 'DATABASE_TRANSACTION_FAIL' });
  });

  it('no more than so many are open', () => {
    const opened: string[] = [];
    expect(() => {
      for (let count = 0; count <= 1000; count++) opened.push(db.begin());
    }).toThrow(/open transactions/);
    for (const transaction of opened) db.abort(transaction);
    db.abort(db.begin());
  });
});

it('transfers between hot documents lose nothing', async () => {
  await db.insert(
    name,
    Array.from({ length: 5 }, (_, at) => ({ _id: `acc${at}`, balance: 100 })),
  );
  let conflicts = 0;
  const transfer = async (worker: number) => {
    for (let round = 0; round < 10; round++) {
      const [from, to] = [`acc${(worker + round) % 5}`, `acc${(worker + round * 3 + 1) % 5}`];
      if (from === to) continue;
      const transaction = db.begin();
      try {
        const [source] = await db.find(name, { filter: { _id: from } }, { transaction });
        const balance = source!.balance as number;
        await db.update(name, { filter: { _id: from }, change: { $set: { balance: balance - 1 } } }, { transaction });
        await db.update(name, { filter: { _id: to }, change: { $inc: { balance: 1 } } }, { transaction });
        await db.commit(transaction);
      } catch (error) {
        expect(error).toMatchObject({ code: 'DATABASE_TRANSACTION_CONFLICT' });
        conflicts++;
      }
    }
  };
  await Promise.all(Array.from({ length: 8 }, (_, worker) => transfer(worker)));
  const [sum] = await db.aggregate(name, [{ $group: { _id: null, total: { $sum: '$balance' } } }]);
  expect(sum!.total).toBe(500);
  expect(conflicts).toBeGreaterThan(0);
});
