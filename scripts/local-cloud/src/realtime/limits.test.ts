import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDatabaseService, type Database, type DatabaseService } from '../database/index.js';
import { testKernel } from '../database/testing/kernel.js';
import type { Kernel } from '../kernel/kernel.js';
import { createRealtimeService, type RealtimeService } from './index.js';
import type { EventsData } from './messages.js';
import { createRegistry, type Listener } from './registry.js';
import { connectTo, type Frame, listenFor } from './testing.js';

let kernel: Kernel & { remove(): void };
let database: DatabaseService;
let engine: Database;
let realtime: RealtimeService;
let server: Server;
let url = '';
let collection = '';
let made = 0;
const logs: string[] = [];

beforeAll(async () => {
  kernel = {
    ...testKernel('test'),
    baseUrl: () => url,
    hasEnvironment: (env) => ['test', 'other'].includes(env),
    log: (line) => logs.push(line),
  };
  database = createDatabaseService(kernel);
  engine = database.forEnvironment('test');
  realtime = createRealtimeService({ kernel, database });
  server = createServer();
  url = await listenFor(realtime, server);
});
afterAll(async () => {
  await realtime.close();
  server.closeAllConnections();
  server.close();
  await database.close();
  kernel.remove();
});
beforeEach(async () => {
  logs.length = 0;
  collection = `c${made++}`;
  await engine.createCollection(collection);
});

const watchAll = () => ({ envId: 'test', collName: collection, query: '""' });
const events = (frames: Frame[]) => frames.filter(({ msgType }) => msgType === 'NEXT_EVENT');

async function client() {
  const connected = await connectTo(realtime);
  await connected.login();
  return connected;
}

describe('one connection', () => {
  it('carries a hundred watches, however many it asks for at once, and another once one is closed', async () => {
    const { ask, frames, socket } = await client();
    const asked = Array.from({ length: 130 }, (_, at) => ask('INIT_WATCH', watchAll(), undefined, `w${at}`));
    const kinds = (await Promise.all(asked)).map(({ msgType }) => msgType);
    expect(kinds.filter((kind) => kind === 'INIT_EVENT')).toHaveLength(100);
    expect(kinds.filter((kind) => kind === 'ERROR')).toHaveLength(30);
    const first = frames.find(({ msgType }) => msgType === 'INIT_EVENT')!;
    expect((await ask('INIT_WATCH', watchAll(), undefined, first.watchId)).msgData.code).toBe('SYS_ERR');
    socket.send(JSON.stringify({ watchId: first.watchId, requestId: 'x', msgType: 'CLOSE_WATCH' }));
    expect((await ask('INIT_WATCH', watchAll(), undefined, 'late')).msgType).toBe('INIT_EVENT');
    await engine.insert(collection, [{ _id: 'a' }]);
    await vi.waitFor(() => expect(events(frames)).toHaveLength(100));
    socket.close();
  });

  it('is cut off for a message above 1 MB, and no other connection is', async () => {
    const [loud, quiet] = [await client(), await client()];
    await quiet.ask('INIT_WATCH', watchAll());
    loud.socket.on('error', () => {});
    loud.socket.send(JSON.stringify({ requestId: 'r', msgType: 'PING', msgData: { x: 'x'.repeat(1024 * 1024) } }));
    const [code] = await once(loud.socket, 'close');
    expect(code).toBe(1009);
    await engine.insert(collection, [{ _id: 'a' }]);
    await vi.waitFor(() => expect(events(quiet.frames)).toHaveLength(1));
    quiet.socket.close();
  });

  it.each([
    ['a filter that is nested too deeply', () => ({ query: JSON.stringify(nested(5000)) })],
    ['an operator that there is not', () => ({ query: JSON.stringify('{"a":{"$nothing":1}}') })],
    [
      'an expression that backtracks for ever',
      () => ({ query: JSON.stringify('{"a":{"$regex":"^(?=(a+)+$)(a+)+$"}}') }),
    ],
    ['a name of a collection that is none', () => ({ collName: '../../other/secrets' })],
    ['a collection that is no text', () => ({ collName: { $ne: '' } })],
    ['an order that is none', () => ({ orderBy: { a: 'sideways' } })],
    ['a limit that is none', () => ({ limit: 1e308 })],
  ])('goes on after %s, which it is told of', async (_, wrong) => {
    await engine.insert(collection, [{ _id: 1, a: `${'a'.repeat(60)}!` }]);
    const { ask, socket } = await client();
    const refused = await ask('INIT_WATCH', { ...watchAll(), ...wrong() });
    expect(refused).toMatchObject({ msgType: 'ERROR', msgData: { code: expect.any(String) } });
    expect((await ask('INIT_WATCH', watchAll(), undefined, 'right')).msgType).toBe('INIT_EVENT');
    expect(logs, 'nothing of it is a failure of the local cloud').toEqual([]);
    socket.close();
  });
});

describe('what belongs to another environment', () => {
  it('is neither watched, nor asked about, nor taken up', async () => {
    const mine = await client();
    const { queryID } = (await mine.ask('INIT_WATCH', watchAll())).msgData;
    const stranger = await connectTo(realtime, 'other');
    await stranger.login();
    const code = async (type: string, data: object) => (await stranger.ask(type, data)).msgData.code;
    expect(await code('INIT_WATCH', watchAll())).toBe('INVALIID_ENV');
    expect(await code('INIT_WATCH', { ...watchAll(), envId: '' })).toBe('DATABASE_COLLECTION_NOT_EXIST');
    expect(await code('CHECK_LAST', { queryID })).toBe('QUERYID_INVALID_ERROR');
    expect(await code('REBUILD_WATCH', { envId: 'other', queryID, eventID: 0 })).toBe('QUERYID_INVALID_ERROR');
    await engine.insert(collection, [{ _id: 'secret' }]);
    await vi.waitFor(() => expect(events(mine.frames)).toHaveLength(1));
    expect(JSON.stringify(stranger.frames)).not.toContain('secret');
    for (const { socket } of [mine, stranger]) socket.close();
  });
});

describe('a watch that is taken over', () => {
  it('stays with the new connection when the end of the old one is noticed late', async () => {
    const [old, young] = [await client(), await client()];
    const { queryID } = (await old.ask('INIT_WATCH', watchAll())).msgData;
    await young.ask('REBUILD_WATCH', { envId: 'test', queryID, eventID: 0 });
    old.socket.terminate();
    await once(old.socket, 'close');
    await young.ask('PING', null);
    await engine.insert(collection, [{ _id: 'a' }]);
    await vi.waitFor(() => expect(events(young.frames).at(-1)).toMatchObject({ msgData: { currEvent: 1 } }));
    young.socket.close();
  });

  it('is not ended by the one that had it, and not by a wrong number', async () => {
    const [old, young] = [await client(), await client()];
    const { queryID } = (await old.ask('INIT_WATCH', watchAll())).msgData;
    await young.ask('REBUILD_WATCH', { envId: 'test', queryID, eventID: 0 });
    old.socket.send(JSON.stringify({ watchId: 'w', requestId: 'x', msgType: 'CLOSE_WATCH' }));
    for (const eventID of [99, -1, 'x', {}]) {
      const refused = await old.ask('REBUILD_WATCH', { envId: 'test', queryID, eventID });
      expect(refused.msgData.code).toBe('QUERYID_INVALID_ERROR');
    }
    await engine.insert(collection, [{ _id: 'a' }]);
    await vi.waitFor(() => expect(events(young.frames).at(-1)).toMatchObject({ msgData: { currEvent: 1 } }));
    for (const { socket } of [old, young]) socket.close();
  });

  it('takes the place of the one that had its name, of which nothing is left', async () => {
    const { ask, socket } = await client();
    const first = (await ask('INIT_WATCH', watchAll(), undefined, 'a')).msgData.queryID;
    const second = (await ask('INIT_WATCH', watchAll(), undefined, 'b')).msgData.queryID;
    await ask('REBUILD_WATCH', { envId: 'test', queryID: second, eventID: 0 }, undefined, 'a');
    expect((await ask('CHECK_LAST', { queryID: first })).msgData.code).toBe('QUERYID_INVALID_ERROR');
    expect((await ask('CHECK_LAST', { queryID: second })).msgType).toBe('CHECK_EVENT');
    socket.close();
  });
});

describe('all connections together', () => {
  const listener = (): Listener => ({ next: (_: EventsData) => {}, failed: () => {} });
  const query = () => ({ collection, query: {} });

  it('carry so many watches and no more; those whose clients have gone make room', async () => {
    const registry = createRegistry(database, 3);
    const listeners = [listener(), listener(), listener()];
    const begun = await Promise.all(listeners.map((one) => registry.begin('test', query(), one)));
    await expect(registry.begin('test', query(), listener())).rejects.toThrow('at most 3 watches');
    registry.detach(begun[1]!.watch, listeners[1]!);
    await registry.begin('test', query(), listener());
    expect(begun.map(({ watch }) => registry.find('test', watch.queryId) !== undefined)).toEqual([true, false, true]);
    registry.close();
  });

  it('a watch that nobody takes up with the right number is forgotten in time', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const registry = createRegistry(database);
      const one = listener();
      const { watch } = await registry.begin('test', query(), one);
      registry.detach(watch, one);
      await expect(registry.resume('test', watch.queryId, 99, listener())).rejects.toThrow('too old');
      vi.advanceTimersByTime(121_000);
      expect(registry.find('test', watch.queryId)).toBeUndefined();
      registry.close();
    } finally {
      vi.useRealTimers();
    }
  });
});

function nested(levels: number): string {
  return `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
}
