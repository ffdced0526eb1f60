import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDatabaseService, type DatabaseService } from './index.js';
import { serveAdmin } from './testing/admin-server.js';
import { testKernel } from './testing/kernel.js';
import { loadSdks, type SdkCollection, type SdkDatabase, type SdkTransaction } from './testing/sdks.js';

/** Every command that the SDKs' encode table lists, through each SDK over HTTP. */
const kernel = testKernel();
let service: DatabaseService;
let server: Awaited<ReturnType<typeof serveAdmin>>;
let sdks: ReturnType<typeof loadSdks>;
let made = 0;

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

describe.each(['wx', 'node', 'admin'] as const)('%s', (sdk) => {
  let db: SdkDatabase;
  let items: SdkCollection;
  let name: string;
  const old = sdk === 'admin';
  /** wx-server-sdk takes documents and changes as `{data}`. */
  const wrap = (fields: Record<string, unknown>) => (sdk === 'wx' ? { data: fields } : fields);
  const listOf = (answer: { list?: unknown; data?: unknown }) =>
    (answer.list ?? answer.data) as Record<string, unknown>[];

  beforeEach(async () => {
    name = `ops${++made}`;
    await service.forEnvironment('test').createCollection(name);
    db = sdks[sdk]();
    items = db.collection(name);
  });

  async function add(...documents: Record<string, unknown>[]): Promise<void> {
    for (const [at, document] of documents.entries()) await items.add(wrap({ _id: String(at), ...document }));
  }

  const found = async (filter: unknown) =>
    ((await items.where(filter).get()).data as { _id: string }[]).map(({ _id }) => Number(_id));

  it('compares, combines and tests fields', async () => {
    const _ = db.command as Record<string, (...operands: unknown[]) => Record<string, (...o: unknown[]) => unknown>>;
    await add({ n: 1, t: 'abc', l: [1, 2] }, { n: 5, t: 'xyz', l: [3], o: { x: 1, y: 5 } }, { n: 9, m: null });
    expect(await found({ n: _.eq!(5) })).toEqual([1]);
    expect(await found({ n: _.neq!(5) })).toEqual([0, 2]);
    expect(await found({ n: _.gt!(1).lt!(9) })).toEqual([1]);
    expect(await found({ n: _.lte!(1).or!(_.gte!(9)) })).toEqual([0, 2]);
    expect(await found({ n: _.in!([1, 9]) })).toEqual([0, 2]);
    expect(await found({ n: _.nin!([1, 9]) })).toEqual([1]);
    expect(await found({ n: _.mod!([4, 1]) })).toEqual([0, 1, 2]);
    expect(await found({ n: _.not!(_.gt!(1)) })).toEqual([0]);
    expect(await found({ n: _.nor!(_.eq!(1), _.eq!(5)) })).toEqual([2]);
    expect(await found({ t: /^A/i })).toEqual([0]);
    expect(await found({ t: db.RegExp({ regexp: 'YZ$', options: 'i' }) })).toEqual([1]);
    expect(await found({ l: 2 })).toEqual([0]);
    expect(await found({ l: _.all!([1, 2]) })).toEqual([0]);
    expect(await found({ l: _.size!(1) })).toEqual([1]);
    expect(await found({ l: _.elemMatch!(_.gt!(2)) })).toEqual([1]);
    expect(await found({ m: null })).toEqual([0, 1, 2]);
    expect(await found({ m: _.exists!(true) })).toEqual([2]);
    expect(await found({ o: { x: 1, y: _.gt!(2) } })).toEqual([1]);
    expect(await found(_.or!([{ n: 1 }, { n: _.gt!(6) }]))).toEqual([0, 2]);
    expect(await found(_.and!({ n: _.gt!(0) }, _.or!({ t: 'abc' }, { n: 9 })))).toEqual([0, 2]);
  });

  it('compares dates and server dates', async () => {
    const _ = db.command;
    await add({ at: new Date(5) }, { at: db.serverDate() }, { at: db.serverDate({ offset: 3_600_000 }) });
    expect(await found({ at: new Date(5) })).toEqual([0]);
    expect(await found({ at: _.gt!(new Date(5)) })).toEqual([1, 2]);
    expect(await found({ at: _.gt!(db.serverDate({ offset: 60_000 })) })).toEqual([2]);
  });

  it('changes fields and arrays', async () => {
    const _ = db.command;
    await add({ n: 2, l: [1, 2, 3], o: { a: 1, b: 2 }, gone: 1, old: 'x' });
    const change = (fields: Record<string, unknown>) => items.doc('0').update(wrap(fields));
    await change({ n: _.mul!(5), o: { a: 9 }, gone: _.remove!(), old: _.rename!('fresh') });
    await change({ l: _.push!([4, 5]) });
    await change({ l: _.pull!(1) });
    await change({ l: _.pullAll!([2]) });
    await change({ l: _.unshift!([0]) });
    await change({ l: _.addToSet!(5) });
    await change({ l: _.pop!() });
    await change({ l: _.shift!() });
    await change({ low: _.min!(3), high: _.max!(7), at: db.serverDate(), nothing: null });
    await change({ set: _.set!({ z: 1 }), low: _.min!(1), high: _.max!(1) });
    const { data } = await items.doc('0').get();
    const document = (Array.isArray(data) ? data[0] : data) as Record<string, unknown>;
    expect(document).toMatchObject({
      n: 10,
      l: [3, 4],
      o: { a: 9, b: 2 },
      fresh: 'x',
      low: 1,
      high: 7,
      nothing: null,
      set: { z: 1 },
    });
    expect(document).not.toHaveProperty('gone');
    expect(document.at).toBeInstanceOf(Date);
  });

  it('aggregates', async () => {
    const _ = db.command;
    const $ = _.aggregate as unknown as Record<string, (operand: unknown) => unknown>;
    await add({ k: 'a', n: 1, at: new Date(0) }, { k: 'b', n: 2, at: new Date(1) }, { k: 'a', n: 3, at: new Date(2) });
    const groups = await items.aggregate().match!({ n: _.gte!(1) }).group!({
      _id: '$k',
      total: $.sum!('$n'),
      last: $.max!('$at'),
    }).sort!({ _id: 1 }).end();
    expect(listOf(groups)).toEqual([
      { _id: 'a', total: 4, last: new Date(2) },
      { _id: 'b', total: 2, last: new Date(1) },
    ]);
    const joined = await items.aggregate().lookup!({ from: name, localField: 'k', foreignField: 'k', as: 'same' })
      .project!({ _id: 0, n: 1, same: $.size!('$same') }).sort!({ n: -1 }).limit!(1).end();
    expect(listOf(joined)).toEqual([{ n: 3, same: 2 }]);
  });

  it('finds what is near', async () => {
    const _ = db.command;
    const Point = db.Geo.Point as unknown as new (longitude: number, latitude: number) => unknown;
    await service.forEnvironment('test').createIndex(name, { fields: [{ field: 'at', direction: '2dsphere' }] });
    await add({ at: new Point(1, 1) }, { at: new Point(0, 0) }, { at: new Point(50, 50) });
    expect(
      await found({ at: _.geoNear!({ geometry: new Point(0.1, 0.1), maxDistance: 500_000, minDistance: 0 }) }),
    ).toEqual([1, 0]);
    const { data } = await items.doc('0').get();
    const document = (Array.isArray(data) ? data[0] : data) as { at: { longitude: number } };
    expect(document.at.longitude).toBe(1);
  });

  it('gives a conflict so that the SDK runs the transaction again, where the SDK does', async () => {
    await add({ n: 0 });
    let runs = 0;
    const run = db.runTransaction(async (transaction: SdkTransaction) => {
      runs++;
      const read = await transaction.collection(name).doc('0').get();
      const { n } = (Array.isArray(read.data) ? read.data[0] : read.data) as { n: number };
      if (runs === 1) await items.doc('0').update(wrap({ n: 10 }));
      await transaction
        .collection(name)
        .doc('0')
        .update(wrap({ n: n + 1 }));
    });
    if (sdk === 'wx') {
      // wx-server-sdk makes an error of its own of a write's conflict, by which it does not know it again.
      const errMsg = expect.stringContaining('[ResourceUnavailable.TransactionConflict]');
      await expect(run).rejects.toMatchObject({ errCode: -501001, errMsg });
      expect(runs).toBe(1);
    } else {
      await run;
      expect(runs).toBe(2);
      expect((await items.where({ n: 11 }).count()).total).toBe(1);
    }
  });

  it('answers an error as the SDK gives it', async () => {
    await add({ n: 'x' });
    const failing = items.doc('0').update(wrap({ n: db.command.inc!(1) }));
    const text = expect.stringContaining('Cannot apply $inc to a value of non-numeric type');
    if (old) expect(await failing).toMatchObject({ code: 'DATABASE_REQUEST_FAILED', message: text });
    else if (sdk === 'node')
      await expect(failing).rejects.toMatchObject({ code: 'DATABASE_REQUEST_FAILED', message: text });
    else await expect(failing).rejects.toMatchObject({ errCode: -502001, errMsg: text });
  });
});

describe('transactions of wx-server-sdk', () => {
  it('two operations at once are -501001 TransactionBusy', async () => {
    const db = sdks.wx();
    const name = `busy${++made}`;
    await service.forEnvironment('test').createCollection(name);
    await db.collection(name).add({ data: { _id: 'a' } });
    const busy = db.runTransaction((transaction) =>
      Promise.all([
        transaction.collection(name).doc('a').get(),
        transaction.collection(name).doc('a').get(),
        transaction.collection(name).doc('a').get(),
      ]),
    );
    await expect(busy).rejects.toMatchObject({
      errCode: -501001,
      errMsg: expect.stringContaining('[ResourceUnavailable.TransactionBusy] Transaction is busy'),
    });
  });
});

it('@cloudbase/node-sdk gives a transaction up after three more runs', async () => {
  const db = sdks.node();
  const name = `hot${++made}`;
  await service.forEnvironment('test').createCollection(name);
  await db.collection(name).add({ _id: 'a', n: 0 });
  let runs = 0;
  const conflict = db.runTransaction(async (transaction) => {
    runs++;
    await transaction.collection(name).doc('a').get();
    await db.collection(name).doc('a').update({ n: runs });
    await transaction.collection(name).doc('a').update({ n: -1 });
  });
  await expect(conflict).rejects.toMatchObject({ code: 'DATABASE_TRANSACTION_CONFLICT' });
  expect(runs).toBe(4);
});

describe('raw mode of @cloudbase/node-sdk', () => {
  it('sends filters, updates and pipelines as they are', async () => {
    const name = `raw${++made}`;
    await service.forEnvironment('test').createCollection(name);
    const raw = () => sdks.node().collection(name).options({ raw: true, multiple: true });
    await sdks
      .node()
      .collection(name)
      .add([
        { _id: 'a', n: 1, l: [{ k: 1 }] },
        { _id: 'b', n: 5, l: [{ k: 2 }] },
      ]);
    await raw()
      .where({ n: { $gt: 0 }, 'l.k': 2 })
      .update({ $set: { 'l.$.k': 9 }, $inc: { n: 1 } });
    expect((await raw().where({ 'l.k': 9 }).get()).data).toEqual([{ _id: 'b', n: 6, l: [{ k: 9 }] }]);
    const facet = await raw()
      .aggregate([{ $facet: { total: [{ $count: 'n' }] } }])
      .end();
    expect(facet.data).toEqual([{ total: [{ n: 2 }] }]);
  });
});
