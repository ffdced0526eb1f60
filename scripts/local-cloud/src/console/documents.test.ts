import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Console, openConsole } from './testing.js';

type Json = Record<string, unknown>;

let page: Console;
beforeAll(async () => {
  page = await openConsole();
});
afterAll(() => page.close());

const place = { env: 'shop', collection: 'orders' };
beforeEach(async () => {
  const database = page.cloud.database.forEnvironment('shop');
  if (database.hasCollection('orders')) await database.dropCollection('orders');
  await page.post('collections/create', place);
});

const insert = (document: Json) => page.post<Json>('documents/insert', { ...place, document });
const query = (body: Json = {}) =>
  page.post<{ documents: Json[]; total: number }>('documents/query', { ...place, ...body });

it('a query filters, sorts, projects and pages, and counts all that match', async () => {
  for (const n of [3, 1, 2, 5, 4]) await insert({ _id: `o${n}`, n, paid: n > 2 });
  const { documents, total } = await query({
    filter: { paid: true },
    sort: { n: -1 },
    projection: { n: 1 },
    skip: 1,
    limit: 1,
  });
  expect(documents).toEqual([{ _id: 'o4', n: 4 }]);
  expect(total).toBe(3);
});

it('types that JSON has not survive being edited', async () => {
  const before = await insert({
    _id: { $oid: '65a000000000000000000001' },
    at: { $date: '2026-11-21T00:00:00Z' },
    big: { $numberLong: '9007199254740993' },
  });
  const after = await page.post<Json>('documents/replace', {
    ...place,
    before,
    document: { ...before, note: 'x' },
  });
  expect(after).toEqual({ ...before, note: 'x' });
  const found = await query({ filter: { at: { $gte: { $date: '2026-11-20T00:00:00Z' } } } });
  expect(found.documents).toEqual([after]);
});

it('an edit of what was changed meanwhile is refused and changes nothing', async () => {
  const before = await insert({ _id: 'o1', n: 1 });
  const other = await page.post<Json>('documents/replace', { ...place, before, document: { n: 2 } });
  expect(other).toEqual({ _id: 'o1', n: 2 });
  const late = await page.request('POST', '/__console/documents/replace', { ...place, before, document: { n: 3 } });
  expect(late).toMatchObject({ status: 409, body: { code: 'CHANGED_MEANWHILE' } });
  expect((await query()).documents).toEqual([other]);

  await page.post('documents/remove', { ...place, before: other });
  const gone = await page.request('POST', '/__console/documents/replace', { ...place, before: other, document: {} });
  expect(gone.status).toBe(404);
});

it('of several edits at the same time one wins', async () => {
  const before = await insert({ _id: 'o1', n: 0 });
  const edits = await Promise.all(
    [1, 2, 3, 4].map((n) =>
      page.request('POST', '/__console/documents/replace', { ...place, before, document: { n } }),
    ),
  );
  expect(edits.filter(({ status }) => status === 200)).toHaveLength(1);
});

it('is removed as long as it is what was named', async () => {
  const [first] = [await insert({ _id: 1, n: 1 }), await insert({ _id: 2, n: 2 })];
  const remove = (before: unknown) => page.request('POST', '/__console/documents/remove', { ...place, before });
  expect(await remove({ ...first, n: 7 })).toMatchObject({ status: 409, body: { code: 'CHANGED_MEANWHILE' } });
  expect((await remove(first)).status).toBe(200);
  expect((await remove(first)).status).toBe(404);
  expect((await remove({})).status).toBe(400);
  expect((await query()).documents).toEqual([{ _id: 2, n: 2 }]);
});

it('an index is made, used by the plan, and dropped', async () => {
  for (let n = 0; n < 30; n += 1) await insert({ user: n % 3, n });
  const explain = () =>
    page.post<Json>('documents/explain', { ...place, filter: { user: 1 }, sort: { n: 1 }, limit: 5 });
  expect(await explain()).toMatchObject({ plan: 'scan' });
  const fields = [
    { field: 'user', direction: 1 },
    { field: 'n', direction: 1 },
  ];
  await page.post('indexes/create', { ...place, name: 'user_n', unique: false, fields });
  expect(await explain()).toMatchObject({ plan: 'index user_n', sorted: true });
  const [collection] = await page.get<{ documents: number; indexes: { name: string }[] }[]>('collections?env=shop');
  expect(collection).toMatchObject({ name: 'orders', documents: 30 });
  expect(collection?.indexes.map(({ name }) => name)).toContain('user_n');
  await page.post('indexes/drop', { ...place, name: 'user_n' });
  expect(await explain()).toMatchObject({ plan: 'scan' });
});

it('strict mode and dropping a collection', async () => {
  await page.post('collections/strict', { ...place, strict: false });
  expect(await page.get('collections?env=shop')).toMatchObject([{ name: 'orders', strict: false }]);
  await page.post('collections/drop', place);
  expect(await page.get('collections?env=shop')).toEqual([]);
  expect(await page.get('collections?env=farm')).toEqual([]);
});

it('answers as many large documents as fit, and says how many are left', async () => {
  const big = 'x'.repeat(9 * 1024 * 1024);
  for (const _id of ['1', '2', '3', '4']) await insert({ _id, big });
  const found = await page.post<{ documents: Json[]; left: number; total: number }>('documents/query', place);
  expect([found.documents.length, found.left, found.total]).toEqual([2, 2, 4]);
});
