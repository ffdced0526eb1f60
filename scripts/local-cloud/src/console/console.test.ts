import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InvocationRecord } from '../functions/index.js';
import { type Console, openConsole } from './testing.js';

let page: Console;
beforeAll(async () => {
  page = await openConsole();
  await page.deploy('greet', `exports.main = async (event) => { console.log('hello', event.name); return event; };`, {
    env: { API_KEY: 'never-to-be-shown' },
    triggers: [{ name: 'nightly', type: 'timer', config: '0 0 2 * * * *' }],
  });
  await page.deploy('fail', `exports.main = async () => { console.warn('careful'); throw new Error('kaboom'); };`);
  for (const name of ['Ann', 'Ben', 'Cem']) await page.call('greet', { name }, `o_${name}`);
  await page.call('fail');
});
afterAll(() => page.close());

describe('functions', () => {
  it('says of each what it did, and of the environment the sum', async () => {
    const functions =
      await page.get<{ name: string; usage: { calls: number; errors: number; cold: number } }[]>('functions?env=shop');
    expect(functions.find(({ name }) => name === 'greet')).toMatchObject({ timers: 1, usage: { calls: 3, errors: 0 } });
    expect(functions.find(({ name }) => name === 'fail')).toMatchObject({ usage: { calls: 1, errors: 1, cold: 1 } });
    const { environments } = await page.get<{ environments: object[] }>('overview');
    expect(environments).toMatchObject([
      { env: 'shop', functions: 2, usage: { calls: 4, errors: 1 } },
      { env: 'farm', functions: 0, usage: { calls: 0 } },
    ]);
  });

  it('names the variables of a function and keeps their values to itself', async () => {
    const { status, body } = await page.request('GET', '/__console/function?env=shop&name=greet');
    expect(status).toBe(200);
    expect(body).toMatchObject({ variables: [{ name: 'API_KEY', bytes: 17 }] });
    expect(JSON.stringify(body)).not.toContain('never-to-be-shown');
  });

  it('filters invocations by outcome and by user, and gives one with its lines', async () => {
    const list = (query: string) => page.get<{ requestId: string; lines: number }[]>(`invocations?env=shop${query}`);
    expect(await list('')).toHaveLength(4);
    expect(await list('&outcome=error')).toMatchObject([{ name: 'fail', lines: 1 }]);
    const [ben] = await list('&name=greet&openid=o_Ben');
    const record = await page.get<InvocationRecord>(`invocation?env=shop&id=${ben?.requestId}`);
    expect(record).toMatchObject({ caller: { openid: 'o_Ben' }, logs: [{ level: 'log', text: 'hello Ben' }] });
    expect(await page.get('users?env=shop')).toEqual(['o_lin', 'o_Cem', 'o_Ben', 'o_Ann']);
  });

  it('puts every call of the span into the latency chart', async () => {
    const buckets = await page.get<{ calls: number; errors: number }[]>('latency?env=shop&minutes=5');
    expect(buckets.reduce((sum, { calls }) => sum + calls, 0)).toBe(4);
    expect(buckets.reduce((sum, { errors }) => sum + errors, 0)).toBe(1);
  });

  it('finds lines across functions by text, severity and user, and why an invocation failed', async () => {
    const texts = async (query: string) =>
      (await page.get<{ text: string }[]>(`logs?env=shop${query}`)).map(({ text }) => text);
    expect(await texts('&q=HELLO')).toEqual(['hello Cem', 'hello Ben', 'hello Ann']);
    expect(await texts('&q=o_ann')).toEqual(['hello Ann']);
    const severe = await texts('&level=warn');
    expect(severe[0]).toContain('kaboom');
    expect(severe[1]).toBe('careful');
    expect(await texts('&q=nothing-like-it')).toEqual([]);
  });
});

describe('timers', () => {
  it('run now, and fire twice when told to', async () => {
    const timer = { env: 'shop', functionName: 'greet', name: 'nightly' };
    await page.post('timers/run', timer);
    await page.post('timers/twice', { ...timer, twice: true });
    expect(await page.get('timers?env=shop')).toMatchObject([{ name: 'nightly', firesTwice: true }]);
    const ran = await page.get<object[]>('invocations?env=shop&name=greet&limit=1');
    expect(ran).toMatchObject([{ caller: { trigger: 'timer' } }]);
  });
});

describe('files', () => {
  it('are stored, listed page by page, fetched and deleted', async () => {
    const path = '文档/说明 1.txt';
    const put = await fetch(`${page.cloud.url}/__console/files?env=shop&path=${encodeURIComponent(path)}`, {
      method: 'PUT',
      headers: { 'content-type': 'text/plain' },
      body: '云枢',
    });
    expect(put.status).toBe(200);
    const listed = await page.get<{ files: object[]; more: boolean }>(
      `files?env=shop&prefix=${encodeURIComponent('文档/')}`,
    );
    expect(listed).toMatchObject({ files: [{ path, size: 6, contentType: 'text/plain' }], more: false });
    const { address } = await page.get<{ address: string }>(`files/address?env=shop&path=${encodeURIComponent(path)}`);
    expect(address.startsWith('/')).toBe(true);
    const file = await fetch(page.cloud.url + address);
    expect(await file.text()).toBe('云枢');
    expect(file.headers.get('content-security-policy')).toBe('sandbox');
    expect(await page.post('files/remove', { env: 'shop', path })).toEqual({ removed: true });
    expect((await page.request('GET', `/__console/files/address?env=shop&path=gone`)).status).toBe(404);
  });
});

describe('what is not as it must be', () => {
  it.each([
    ['GET', 'functions?env=nowhere', undefined, 404, /nowhere/],
    ['GET', 'functions', undefined, 400, /env/],
    ['GET', 'function?env=shop&name=none', undefined, 404, /none/],
    ['GET', 'invocations?env=shop&outcome=maybe', undefined, 400, /outcome/],
    ['GET', 'logs?env=shop&limit=-1', undefined, 400, /limit/],
    ['POST', 'documents/query', { env: 'shop', collection: 'missing' }, 404, /missing/],
    ['POST', 'documents/query', { env: 'shop', collection: 7 }, 400, /collection/],
    ['POST', 'timers/run', { env: 'shop', functionName: 'greet', name: 'no' }, 400, /no timer/],
    ['DELETE', 'functions', undefined, 405, /DELETE/],
  ])('%s %s is refused with the reason', async (method, at, body, status, reason) => {
    const answer = await page.request(method, `/__console/${at}`, body);
    expect(answer.status).toBe(status);
    expect((answer.body as { message: string }).message).toMatch(reason);
  });

  it('a page of another origin gets nothing, whatever the method', async () => {
    const foreign = { origin: 'https://evil.example' };
    for (const [method, at] of [
      ['GET', 'overview'],
      ['GET', 'events'],
      ['POST', 'collections/drop'],
      ['PUT', 'files?env=shop&path=x'],
    ] as const) {
      const body = method === 'GET' ? undefined : {};
      expect((await page.request(method, `/__console/${at}`, body, foreign)).status).toBe(403);
    }
  });
});
