import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import { connect as connectTcp } from 'node:net';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { createDatabaseService, type Database, type DatabaseService, type Document } from '../database/index.js';
import { testKernel } from '../database/testing/kernel.js';
import { readJson, sendJson } from '../kernel/http.js';
import type { Kernel } from '../kernel/kernel.js';
import { createRealtimeService, type RealtimeService } from './index.js';
import { connectTo, listenFor } from './testing.js';

const load = createRequire(import.meta.url);

interface Snapshot {
  type?: string;
  docs: Document[];
  docChanges: { dataType: string; queueType: string; docId: string; doc: Document }[];
}
interface SdkQuery {
  watch(listener: { onChange(snapshot: Snapshot): void; onError(error: Error): void }): { close(): void };
  where(filter: object): SdkQuery;
  limit(rows: number): SdkQuery;
  doc(id: string): SdkQuery;
}

let database: DatabaseService;
let realtime: RealtimeService;
let server: Server;
let engine: Database;
let kernel: Kernel & { remove(): void };
let url = '';
let sdk: { collection(name: string): SdkQuery };

beforeAll(async () => {
  const test = testKernel('test');
  kernel = { ...test, baseUrl: () => url };
  database = createDatabaseService(kernel);
  realtime = createRealtimeService({ kernel, database });
  engine = database.forEnvironment('test');
  server = createServer(async (request, response) => {
    const body = await readJson(request, 1e6);
    const run = { ...database.actions, ...realtime.actions }[String(body.action)]!;
    const answer = await run({ env: 'test', action: '', body, parts: new Map(), headers: request.headers });
    sendJson(response, 200, { requestId: 'r', ...answer });
  });
  url = await listenFor(realtime, server);
  // Node 20 has no WebSocket of its own; the SDK takes the global one.
  vi.stubGlobal('WebSocket', WebSocket);
  for (const method of ['log', 'warn', 'error'] as const) vi.spyOn(console, method).mockImplementation(() => {});
  Object.assign(process.env, { TENCENTCLOUD_RUNENV: 'SCF', TENCENTCLOUD_REGION: 'ap-shanghai', SCF_NAMESPACE: 'test' });
  const app = load('@cloudbase/node-sdk').init({ env: 'test', secretId: 'a', secretKey: 'b', serviceUrl: url });
  sdk = app.database();
  // Without any watch the SDK closes its connection, and logs in too late when it opens the next one at once.
  await engine.createCollection('always');
  await follow(sdk.collection('always')).next();
  watchers.length = 0;
});
afterAll(async () => {
  await realtime.close();
  server.closeAllConnections();
  server.close();
  await database.close();
  kernel.remove();
  vi.unstubAllGlobals();
});

let name = 0;
let collection = '';
const watchers: { close(): void }[] = [];
beforeEach(async () => {
  collection = `c${name++}`;
  await engine.createCollection(collection);
});
afterEach(() => {
  for (const watcher of watchers.splice(0)) watcher.close();
});

/** Watches, and hands out one snapshot after the other. */
function follow(query: SdkQuery) {
  const snapshots: Snapshot[] = [];
  const errors: Error[] = [];
  let wake = () => {};
  const watcher = query.watch({
    onChange(snapshot) {
      snapshots.push(snapshot);
      wake();
    },
    onError(error) {
      errors.push(error);
      wake();
    },
  });
  watchers.push(watcher);
  return {
    watcher,
    snapshots,
    async next(): Promise<Snapshot> {
      for (let i = 0; i < 50 && snapshots.length === 0 && errors.length === 0; i++) {
        await new Promise<void>((resolve) => {
          wake = resolve;
          setTimeout(resolve, 100);
        });
      }
      if (errors.length > 0) throw errors[0];
      return snapshots.shift()!;
    },
  };
}

const shape = ({ docs, docChanges }: Snapshot) => ({
  ids: docs.map(({ _id }) => _id).sort(),
  changes: docChanges.map(({ dataType, queueType, docId }) => `${docId} ${dataType}/${queueType}`),
});

describe('watch() of node-sdk', () => {
  it('tells of a query what is there, what comes, changes and goes', async () => {
    await engine.insert(collection, [
      { _id: 'a', n: 1 },
      { _id: 'b', n: 9 },
    ]);
    const watch = follow(
      sdk
        .collection(collection)
        .where({ n: load('@cloudbase/node-sdk').init({ env: 'test' }).database().command.lt(5) }),
    );
    expect(shape(await watch.next())).toEqual({ ids: ['a'], changes: ['a init/init'] });

    await engine.insert(collection, [{ _id: 'c', n: 2, at: new Date(5) }]);
    const added = await watch.next();
    expect(shape(added)).toEqual({ ids: ['a', 'c'], changes: ['c add/enqueue'] });
    expect(added.docChanges[0]!.doc).toEqual({ _id: 'c', n: 2, at: { $date: 5 } });

    await engine.update(collection, { filter: { _id: 'a' }, change: { $set: { n: 3 } } });
    const changed = await watch.next();
    expect(shape(changed)).toEqual({ ids: ['a', 'c'], changes: ['a replace/update'] });
    expect(changed.docs.find(({ _id }) => _id === 'a')).toEqual({ _id: 'a', n: 3 });

    await engine.update(collection, { filter: { _id: 'b' }, change: { $set: { n: 4 } } });
    expect(shape(await watch.next())).toEqual({ ids: ['a', 'b', 'c'], changes: ['b replace/enqueue'] });
    await engine.update(collection, { filter: { _id: 'c' }, change: { $set: { n: 10 } } });
    expect(shape(await watch.next())).toEqual({ ids: ['a', 'b'], changes: ['c replace/dequeue'] });
    await engine.remove(collection, { _id: 'a' }, false);
    expect(shape(await watch.next())).toEqual({ ids: ['b'], changes: ['a remove/dequeue'] });
  });

  it('watches one document, and a collection that is empty at first', async () => {
    const one = follow(sdk.collection(collection).doc('x'));
    const all = follow(sdk.collection(collection));
    expect(shape(await one.next()).ids).toEqual([]);
    expect(shape(await all.next()).ids).toEqual([]);
    await engine.insert(collection, [{ _id: 'y' }]);
    expect(shape(await all.next())).toEqual({ ids: ['y'], changes: ['y add/enqueue'] });
    await engine.insert(collection, [{ _id: 'x', v: 1 }]);
    expect(shape(await all.next()).ids).toEqual(['x', 'y']);
    expect(shape(await one.next())).toEqual({ ids: ['x'], changes: ['x add/enqueue'] });
  });

  it('a limit lets another document move up', async () => {
    await engine.insert(collection, [{ _id: 'a' }, { _id: 'b' }, { _id: 'c' }]);
    const watch = follow(sdk.collection(collection).where({}).limit(2));
    expect(shape(await watch.next()).ids).toEqual(['a', 'b']);
    await engine.remove(collection, { _id: 'a' }, false);
    expect(shape(await watch.next())).toEqual({ ids: ['b', 'c'], changes: ['a remove/dequeue', 'c limit/enqueue'] });
  });

  it('a transaction is one event, and a closed watch is told nothing', async () => {
    const watch = follow(sdk.collection(collection));
    await watch.next();
    const transaction = engine.begin();
    await engine.insert(collection, [{ _id: 'a' }], { transaction });
    await engine.insert(collection, [{ _id: 'b' }], { transaction });
    await engine.commit(transaction);
    expect(shape(await watch.next())).toEqual({ ids: ['a', 'b'], changes: ['a add/enqueue', 'b add/enqueue'] });
    watch.watcher.close();
    await engine.insert(collection, [{ _id: 'c' }]);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(watch.snapshots).toEqual([]);
  });

  it('ends when the result grows above 5,000 records', async () => {
    for (let at = 0; at < 5000; at += 1000) {
      await engine.insert(
        collection,
        Array.from({ length: 1000 }, (_, n) => ({ _id: `d${at + n}` })),
      );
    }
    const watch = follow(sdk.collection(collection));
    expect((await watch.next()).docs).toHaveLength(5000);
    await engine.insert(collection, [{ _id: 'one too many' }]);
    await expect(watch.next()).rejects.toMatchObject({ msgData: { code: 'SYS_ERR' } });
  });
});

const connect = () => connectTo(realtime);

describe('the wire protocol', () => {
  const watchAll = () => ({ envId: 'test', collName: collection, query: '""' });

  it('takes a broken watch up again where the client left off', async () => {
    const first = await connect();
    await first.ask('LOGIN', {}, { signStr: first.signStr });
    const { msgData } = await first.ask('INIT_WATCH', watchAll());
    await engine.insert(collection, [{ _id: 'a' }]);
    await vi.waitFor(() => expect(first.frames.at(-1)).toMatchObject({ msgType: 'NEXT_EVENT' }));
    expect((await first.ask('CHECK_LAST', { queryID: msgData.queryID, eventID: 1 })).msgData).toMatchObject({
      currEvent: 1,
    });
    first.socket.terminate();
    await engine.insert(collection, [{ _id: 'b' }]);
    await engine.remove(collection, { _id: 'a' }, false);

    const second = await connect();
    await second.ask('LOGIN', {}, { signStr: second.signStr });
    const rebuild = (eventID: number) =>
      second.ask('REBUILD_WATCH', { envId: 'test', collName: collection, queryID: msgData.queryID, eventID });
    const missed = await rebuild(0);
    expect(missed.msgData.events.map(({ ID, DocID }) => [ID, DocID])).toContainEqual([1, 'a']);
    const have = new Set<string>();
    for (const { QueueType, DocID } of missed.msgData.events) {
      if (QueueType === 'dequeue') have.delete(DocID);
      else have.add(DocID);
    }
    expect([...have]).toEqual(['b']);
    const { currEvent } = missed.msgData;
    expect((await rebuild(currEvent)).msgData).toMatchObject({ currEvent, events: [] });
    expect(await rebuild(currEvent + 5)).toMatchObject({
      msgType: 'ERROR',
      msgData: { code: 'QUERYID_INVALID_ERROR' },
    });
    await engine.insert(collection, [{ _id: 'c' }]);
    await vi.waitFor(() => expect(second.frames.at(-1)).toMatchObject({ msgData: { currEvent: currEvent + 1 } }));
    second.socket.close();
  });

  it('ends a watch whose data are replaced', async () => {
    const { ask, frames, signStr, socket } = await connect();
    await ask('LOGIN', {}, { signStr });
    const { msgData } = await ask('INIT_WATCH', watchAll());
    realtime.reset(['other']);
    expect((await ask('CHECK_LAST', { queryID: msgData.queryID })).msgType).toBe('CHECK_EVENT');
    realtime.reset(['test']);
    await vi.waitFor(() =>
      expect(frames.at(-1)).toMatchObject({ watchId: 'w', msgData: { code: 'QUERYID_INVALID_ERROR' } }),
    );
    expect((await ask('CHECK_LAST', { queryID: msgData.queryID })).msgData.code).toBe('QUERYID_INVALID_ERROR');
    socket.close();
  });

  it('answers pings, and refuses what is out of turn, forged or unknown', async () => {
    const { ask, socket, frames, signStr } = await connect();
    const codeOf = async (...args: Parameters<typeof ask>) => (await ask(...args)).msgData.code;
    expect(await ask('PING', null)).toMatchObject({ msgType: 'PONG', msgData: null });
    expect(await codeOf('INIT_WATCH', watchAll())).toBe('CHECK_LOGIN_FAILED');
    expect(await codeOf('LOGIN', {}, { signStr: signStr.replace(/test$/, 'other') })).toBe('SIGN_INVALID_ERROR');
    expect(await ask('LOGIN', {}, { signStr })).toMatchObject({ msgType: 'LOGIN_RES', msgData: { envId: 'test' } });
    expect(await codeOf('INIT_WATCH', { ...watchAll(), envId: 'other' })).toBe('INVALIID_ENV');
    expect(await codeOf('INIT_WATCH', { ...watchAll(), query: '{' })).toBe('SYS_ERR');
    expect(await codeOf('INIT_WATCH', { ...watchAll(), limit: -1 })).toBe('SYS_ERR');
    expect(await codeOf('INIT_WATCH', { ...watchAll(), collName: 'nothing' })).toBe('DATABASE_COLLECTION_NOT_EXIST');
    expect(await codeOf('CHECK_LAST', { queryID: 'nobody' })).toBe('QUERYID_INVALID_ERROR');
    expect(await codeOf('DANCE', {})).toBe('SYS_ERR');
    socket.send('not JSON');
    await vi.waitFor(() => expect(frames.at(-1)).toMatchObject({ msgData: { code: 'SIGN_PARAM_INVALID' } }));
    socket.close();
  });

  it.each(['//', '/elsewhere', '/__realtime?a=1'])('survives a client that asks for %s and hangs up', async (at) => {
    const { hostname, port } = new URL(url);
    const socket = connectTcp(Number(port), hostname);
    socket.write(`GET ${at} HTTP/1.1\r\nhost: ${hostname}\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n`);
    await new Promise((resolve) => setTimeout(resolve, 20));
    socket.resetAndDestroy();
    const { ask, socket: client } = await connect();
    expect(await ask('PING', null)).toMatchObject({ msgType: 'PONG' });
    client.close();
  });

  it('refuses a page of another origin', async () => {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/__realtime`, { origin: 'https://evil.example' });
    const error = await new Promise<Error>((resolve) => socket.once('error', resolve));
    expect(error.message).toContain('403');
  });

  it('what a client puts together from events is the result of the query', async () => {
    const id = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
    const step = fc.record({ id, n: fc.integer({ min: 0, max: 9 }), remove: fc.boolean() });
    const orders = fc.constantFrom(undefined, { n: 'asc' }, { n: 'desc', _id: 'asc' });
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 12 }),
        fc.option(fc.integer({ min: 1, max: 3 })),
        orders,
        async (steps, limit, orderBy) => {
          const name = `p${Math.random().toString(36).slice(2)}`;
          await engine.createCollection(name);
          const client = await connect();
          await client.ask('LOGIN', {}, { signStr: client.signStr });
          const query = JSON.stringify(JSON.stringify({ n: { $lt: 6 } }));
          await client.ask('INIT_WATCH', { envId: 'test', collName: name, query, orderBy, ...(limit && { limit }) });
          const writes = steps.map(({ id: _id, n, remove }) =>
            remove
              ? engine.remove(name, { _id }, false)
              : engine.update(name, { filter: { _id }, change: { $set: { n } }, upsert: true }),
          );
          await Promise.all(writes);
          const sort: Document = orderBy
            ? Object.fromEntries(Object.entries(orderBy).map(([k, d]) => [k, d === 'asc' ? 1 : -1]))
            : {};
          const expected = await engine.find(name, { filter: { n: { $lt: 6 } }, sort, ...(limit && { limit }) });
          await vi.waitFor(() => {
            const have = new Map<string, string>();
            for (const { msgData } of client.frames as {
              msgData: { events?: { QueueType: string; DocID: string; Doc: string }[] };
            }[]) {
              for (const { QueueType, DocID, Doc } of msgData.events ?? []) {
                if (QueueType === 'dequeue') expect(have.delete(DocID)).toBe(true);
                else have.set(DocID, Doc);
              }
            }
            expect([...have.values()].map((doc) => JSON.parse(doc).n).sort()).toEqual(
              expected.map(({ n }) => n).sort(),
            );
            if (!limit) expect([...have.keys()].sort()).toEqual(expected.map(({ _id }) => _id).sort());
          });
          client.socket.terminate();
        },
      ),
      { numRuns: 25 },
    );
  });
});
