import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDatabaseService, type DatabaseService } from './index.js';
import { serveAdmin } from './testing/admin-server.js';
import { testKernel } from './testing/kernel.js';
import { loadSdks } from './testing/sdks.js';

const kernel = testKernel();
let service: DatabaseService;
let server: Awaited<ReturnType<typeof serveAdmin>>;
let sdks: ReturnType<typeof loadSdks>;
let made = 0;
let name: string;

beforeAll(async () => {
  service = createDatabaseService(kernel);
  server = await serveAdmin(service);
  sdks = loadSdks(server.url);
});

afterAll(async () => {
  server.close();
  await service.close();
  kernel.remove();
});

beforeEach(async () => {
  name = `items${++made}`;
  await service.forEnvironment('test').createCollection(name);
});

describe('wx-server-sdk', () => {
  const db = () => sdks.wx();

  it('adds, reads, changes and removes', async () => {
    const items = db().collection(name);
    const at = new Date(5);
    const { _id } = (await items.add({ data: { name: '茶', n: 1, at, tags: ['a'] } })) as { _id: string };
    expect(_id).toMatch(/^[0-9a-f]{32}$/);
    expect((await items.doc(_id).get()).data).toEqual({ _id, name: '茶', n: 1, at, tags: ['a'] });

    const _ = db().command;
    const changed = await items.doc(_id).update({ data: { n: _.inc!(4), tags: _.push!(['b', 'c']), deep: { x: 1 } } });
    expect(changed).toMatchObject({ stats: { updated: 1 } });
    expect((await items.where({ n: _.gt!(4) }).get()).data).toMatchObject([
      { n: 5, tags: ['a', 'b', 'c'], deep: { x: 1 } },
    ]);
    expect((await items.where({ n: _.gt!(5) }).count()).total).toBe(0);
    expect(await items.doc(_id).remove()).toMatchObject({ stats: { removed: 1 } });
    await expect(items.doc(_id).get()).rejects.toThrow(/does not exist/);
  });

  it('says that a collection does not exist as CloudBase does', async () => {
    await expect(db().collection('nope').get()).rejects.toMatchObject({
      errCode: -502005,
      errMsg: expect.stringContaining('Db or Table not exist: nope'),
    });
  });

  it('shows a duplicate key as -502001 with E11000', async () => {
    await service.forEnvironment('test').createIndex(name, { fields: [{ field: 'code', direction: 1 }], unique: true });
    const items = db().collection(name);
    await items.add({ data: { code: 'x' } });
    await expect(items.add({ data: { code: 'x' } })).rejects.toMatchObject({
      errCode: -502001,
      errMsg: expect.stringContaining(
        `E11000 duplicate key error collection: test.${name} index: code_1 dup key: { code: "x" }`,
      ),
    });
    await items.add({ data: {} });
    await expect(items.add({ data: { code: null } })).rejects.toMatchObject({ errCode: -502001 });
  });

  it('stamps server dates with the virtual clock', async () => {
    await kernel.clock.advance(3_600_000);
    const { _id } = (await db()
      .collection(name)
      .add({ data: { at: db().serverDate({ offset: 1000 }) } })) as { _id: string };
    const { data } = await db().collection(name).doc(_id).get();
    expect(Math.abs((data as { at: Date }).at.getTime() - kernel.clock.now() - 1000)).toBeLessThan(1000);
  });

  it('commits a transaction, and rolls one back', async () => {
    const items = db().collection(name);
    await items.add({ data: { _id: 'a', n: 10 } });
    await items.add({ data: { _id: 'b', n: 0 } });
    await db().runTransaction(async (transaction) => {
      const a = (await transaction.collection(name).doc('a').get()) as { data: { n: number } };
      await transaction
        .collection(name)
        .doc('a')
        .update({ data: { n: a.data.n - 3 } });
      await transaction
        .collection(name)
        .doc('b')
        .update({ data: { n: db().command.inc!(3) } });
    });
    expect((await items.orderBy('_id', 'asc').get()).data).toMatchObject([{ n: 7 }, { n: 3 }]);
    const rolled = db().runTransaction(async (transaction) => {
      await transaction
        .collection(name)
        .doc('a')
        .update({ data: { n: 0 } });
      await transaction.rollback('no');
    });
    await expect(rolled).rejects.toBe('no');
    expect((await items.doc('a').get()).data).toMatchObject({ n: 7 });
  });
});

describe('@cloudbase/node-sdk', () => {
  const db = () => sdks.node();

  it('sets, upserts, projects, sorts and pages', async () => {
    const items = db().collection(name);
    const set = await items.doc('x').set({ n: 1 });
    expect(set).toMatchObject({ updated: 0, upsertedId: 'x' });
    expect(await items.doc('x').set({ n: 2, m: 1 })).toMatchObject({ updated: 1 });
    await items.add([{ n: 5 }, { n: 3 }]);
    const page = await items.field({ n: true, _id: false }).orderBy('n', 'desc').skip(1).limit(1).get();
    expect(page.data).toEqual([{ n: 3 }]);
  });

  it('updates one and returns it', async () => {
    const items = db().collection(name);
    await items.add({ n: 1 });
    const _ = db().command;
    const query = items.where({ n: _.lt!(5) });
    expect(await query.updateAndReturn({ n: _.inc!(1) })).toMatchObject({ updated: 1, doc: { n: 2 } });
  });

  it('names an operator that is not supported', async () => {
    const raw = (
      db().collection(name) as never as { options(o: object): ReturnType<ReturnType<typeof db>['collection']> }
    )
      .options({ raw: true })
      .where({ n: { $where: 1 } });
    await expect(raw.get()).rejects.toMatchObject({
      code: 'DATABASE_INVALID_OPERRATOR',
      message: expect.stringContaining('$where'),
    });
  });
});

describe('tcb-admin-node', () => {
  const db = () => sdks.admin();

  it('adds, reads, changes and removes in the older dialect', async () => {
    const items = db().collection(name);
    const _ = db().command;
    const { id } = (await items.add({ n: 1, at: new Date(7), r: /x/i })) as { id: string };
    const { data } = (await items.doc(id).get()) as { data: { n: number; at: Date }[] };
    expect(data[0]).toMatchObject({ n: 1, at: new Date(7) });
    expect(await items.where({ n: _.gte!(1) }).update({ n: _.inc!(1) })).toMatchObject({ updated: 1 });
    expect(await items.doc('new').set({ n: 9 })).toMatchObject({ upsertedId: 'new' });
    expect(await items.where({ n: _.in!([2, 9]) }).count()).toMatchObject({ total: 2 });
    const listed = (await items.orderBy('n', 'desc').limit(1).get()) as { data: unknown[] };
    expect(listed.data).toMatchObject([{ _id: 'new' }]);
    expect(await items.doc(id).remove()).toMatchObject({ deleted: 1 });
  });

  it('gets, adds, updates and removes in a transaction', async () => {
    const items = db().collection(name);
    await items.add({ _id: 'a', n: 1 });
    const transaction = await db().startTransaction();
    const t = transaction.collection(name);
    expect(await t.doc('a').get()).toMatchObject({ data: { n: 1 } });
    expect(await t.doc('missing').get()).toMatchObject({ data: null });
    await t.doc('a').update({ n: db().command.inc!(5) });
    await t.add({ _id: 'b', n: 2 });
    expect(await db().collection(name).where({}).count()).toMatchObject({ total: 1 });
    await transaction.commit();
    expect(((await items.orderBy('n', 'asc').get()) as { data: unknown[] }).data).toMatchObject([
      { _id: 'b' },
      { n: 6 },
    ]);
  });
});
