import { createHash, randomUUID } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ObjectId } from 'bson';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type LocalCloud, startLocalCloud } from '../cloud.js';
import { createClock } from '../kernel/clock.js';
import { signedCall } from '../tencent/testing/client.js';
import { cosRequest } from '../tencent/testing/cos-client.js';
import { runStateCommand } from './command.js';
import { keepClock } from './index.js';

const root = mkdtempSync(path.join(os.tmpdir(), 'state-'));
const folder = (name: string) => path.join(root, name);
const running: LocalCloud[] = [];
afterEach(async () => {
  for (const cloud of running.splice(0)) await cloud.close();
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

async function start(name: string, environments = ['demo']): Promise<LocalCloud> {
  const cloud = await startLocalCloud({ port: 0, dataDir: folder(name), environments, log: () => {} });
  running.push(cloud);
  expect(existsSync(path.join(folder(name), 'ca.pem')), 'clients can be started at once').toBe(true);
  return cloud;
}

/** An environment with something of everything. */
async function fill(cloud: LocalCloud): Promise<void> {
  const database = cloud.database.forEnvironment('demo');
  await database.createCollection('goods');
  await database.createIndex('goods', { name: 'by_price', unique: true, fields: [{ field: 'price', direction: -1 }] });
  await database.dropIndex('goods', '_openid_1');
  await database.setStrict('goods', false);
  await database.insert('goods', [
    { _id: 'ring', price: 5200, name: '戒指', at: new Date(1234), tags: ['金', null] },
    { _id: new ObjectId('0123456789abcdef01234567'), price: 1.5 },
  ]);
  await database.createCollection('empty');
  await cloud.storage.put('demo', '图/ring.png', Buffer.from('png'), { public: true });
  cloud.storage.setAccess('demo', 'PRIVATE');
  cloud.wechat.recordVisit('demo', 'oALICE');
  await signedCall(cloud.url, 'tcb', 'CreateStaticStore', { EnvId: 'demo' });
  const { Data } = await signedCall(cloud.url, 'tcb', 'DescribeStaticStore', { EnvId: 'demo' });
  const [{ Bucket }] = Data as [{ Bucket: string }];
  const page = await cosRequest(cloud.url, Bucket, 'index.html', { method: 'PUT', body: 'page' });
  expect(page.status, page.body).toBe(200);
}

const documents = (cloud: LocalCloud) =>
  cloud.database.forEnvironment('demo').findText('goods', { sort: { price: 1 } });

let exported = '';
let merchant = '';
let texts: string[] = [];
beforeAll(async () => {
  const cloud = await start('origin');
  await fill(cloud);
  await cloud.clock.advance(86_400_000);
  exported = folder('exported');
  merchant = cloud.wechatPay.merchantOf('demo').mchid;
  texts = await documents(cloud);
  const summary = await cloud.state.export(exported);
  expect(summary).toMatchObject({ environments: ['demo'], folder: exported });
});

it('an import into another local cloud brings everything back', async () => {
  const cloud = await start('other', ['local']);
  const answer = await runStateCommand('import', exported, { dataDir: folder('other') });
  expect(answer).toContain('imported demo');
  const database = cloud.database.forEnvironment('demo');
  expect(await documents(cloud)).toEqual(texts);
  expect(database.listCollections()).toEqual([
    { name: 'empty', documents: 0, strict: true },
    { name: 'goods', documents: 2, strict: false },
  ]);
  expect(database.listIndexes('goods').map(({ name, unique }) => [name, unique])).toEqual([
    ['_id_', false],
    ['by_price', true],
  ]);
  expect(cloud.storage.listFiles('demo')).toMatchObject([{ path: '图/ring.png', size: 3, public: true }]);
  expect(await (await fetch(cloud.storage.fileUrl('demo', '图/ring.png')!)).text()).toBe('png');
  expect(await (await fetch(`${cloud.url}/__hosting/demo/`)).text()).toBe('page');
  expect(cloud.wechatPay.merchantOf('demo').mchid).toBe(merchant);
  expect(cloud.clock.now()).toBeGreaterThan(Date.now() + 86_000_000);
  const hub = JSON.parse(readFileSync(path.join(folder('other'), 'hub.json'), 'utf8'));
  expect(hub.environments).toEqual(['local', 'demo']);
  expect(readdirSync(folder('other')).filter((name) => name.startsWith('.import'))).toEqual([]);
});

it('an export to where nothing can be written says so, and the local cloud goes on', async () => {
  const cloud = await start('nowhere');
  const file = path.join(folder('nowhere'), 'hub.json', 'below');
  await expect(cloud.state.export(file)).rejects.toMatchObject({ status: 400, code: 'INVALID_PARAM' });
  if (process.platform === 'linux') {
    const asked = runStateCommand('export', '/proc/nothing/here', { dataDir: folder('nowhere') });
    await expect(asked).rejects.toThrow('folder cannot be written: ENOENT');
  }
  expect((await fetch(`${cloud.url}/__hub/status`)).status).toBe(200);
});

it('an export into the data folder itself is refused, by a link too', async () => {
  const cloud = await start('itself');
  symlinkSync(path.join(folder('itself'), 'demo'), folder('alias'));
  for (const at of [path.join(folder('itself'), 'demo/backup'), path.join(folder('alias'), 'a/b'), folder('itself')]) {
    await expect(cloud.state.export(at), at).rejects.toMatchObject({
      code: expect.stringMatching(/INVALID_PARAM|NOT_EMPTY/),
    });
  }
  expect(readdirSync(path.join(folder('itself'), 'demo')).join()).not.toContain('backup');
});

it('a start that finds its port taken leaves nothing running on the folder', async () => {
  const { port } = new URL((await start('holder')).url);
  const options = { dataDir: folder('late'), environments: ['demo'], log: () => {} };
  await expect(startLocalCloud({ ...options, port: Number(port) })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  await start('late');
});

it('an import replaces what was there, and a second export says the same', async () => {
  const cloud = await start('third');
  const database = cloud.database.forEnvironment('demo');
  await database.createCollection('goods');
  await database.insert('goods', [{ _id: 'old', price: 1 }]);
  await database.createCollection('gone');
  await cloud.storage.put('demo', 'old.txt', Buffer.from('old'));
  await cloud.state.import(exported);
  expect(await documents(cloud)).toEqual(texts);
  expect(database.hasCollection('gone')).toBe(false);
  expect(cloud.storage.listFiles('demo').map((file) => file.path)).toEqual(['图/ring.png']);
  await cloud.storage.put('demo', 'new.txt', Buffer.from('new'));

  await cloud.state.export(folder('again'), ['demo']);
  const lines = (at: string) => readFileSync(path.join(at, 'demo/database/1.jsonl'), 'utf8');
  expect(lines(folder('again'))).toBe(lines(exported));
});

it.each<[string, (copy: string) => void, string]>([
  ['a document was changed', (copy) => change(path.join(copy, 'demo/database/1.jsonl')), 'checksum'],
  ['a file is missing', (copy) => rmSync(path.join(copy, 'demo/database/0.jsonl')), 'cannot be read'],
  ['the manifest was changed', (copy) => edit(copy, { clockOffsetMs: 7 }, false), 'checksum'],
  ['the version is another', (copy) => edit(copy, { version: 99 }), 'version 99'],
  ['it is something else', (copy) => edit(copy, { format: 'zip' }), 'no state'],
  ['a path leads out', (copy) => edit(copy, { files: [{ path: 'demo/../../evil', size: 0, sha256: '' }] }), 'outside'],
  ['an environment leads out', (copy) => edit(copy, { environments: ['..'], files: [] }), 'no environment'],
  ['a link leads out', (copy) => edit(copy, { files: [{ path: 'demo/x', link: '../../../etc' }] }), 'leads out'],
  ['there is no manifest', (copy) => rmSync(path.join(copy, 'manifest.json')), 'manifest.json'],
])('refuses an export when %s, and changes nothing', async (_, damage, reason) => {
  const cloud = await start('victim');
  const database = cloud.database.forEnvironment('demo');
  if (!database.hasCollection('mine')) await database.createCollection('mine');
  await cloud.storage.put('demo', 'mine.txt', Buffer.from('mine'));
  const copy = folder(`copy-${randomUUID()}`);
  cpSync(exported, copy, { recursive: true });
  damage(copy);
  await expect(cloud.state.import(copy)).rejects.toThrow(reason);
  expect(database.listCollections().map(({ name }) => name)).toEqual(['mine']);
  expect(cloud.storage.listFiles('demo').map((file) => file.path)).toEqual(['mine.txt']);
});

function change(file: string) {
  writeFileSync(file, readFileSync(file, 'utf8').replace('5200', '1'));
}

function edit(copy: string, fields: object, seal = true) {
  const file = path.join(copy, 'manifest.json');
  const { sha256, ...manifest } = { ...JSON.parse(readFileSync(file, 'utf8')), ...fields };
  const digest = createHash('sha256').update(JSON.stringify(manifest)).digest('hex');
  writeFileSync(file, JSON.stringify({ ...manifest, sha256: seal ? digest : sha256 }));
}

it('keeps links and programs of deployed code', async () => {
  const cloud = await start('linked');
  const code = path.join(folder('linked'), 'demo/functions/hello');
  mkdirSync(path.join(code, 'bin'), { recursive: true });
  writeFileSync(path.join(code, 'tool'), '#!/bin/sh', { mode: 0o755 });
  symlinkSync('../tool', path.join(code, 'bin/tool'));
  await cloud.state.export(folder('with-links'));
  await cloud.state.import(folder('with-links'));
  expect(readFileSync(path.join(code, 'bin/tool'), 'utf8')).toBe('#!/bin/sh');
});

it('does not write into a folder that is not empty, and leaves nothing behind', async () => {
  const cloud = await start('full');
  mkdirSync(folder('busy'));
  writeFileSync(path.join(folder('busy'), 'a'), '');
  await expect(cloud.state.export(folder('busy'))).rejects.toThrow('not empty');
  await expect(cloud.state.export('relative')).rejects.toThrow('absolute');
  await expect(cloud.state.export(folder('none'), ['nobody'])).rejects.toThrow('no environment nobody');
  expect(existsSync(folder('none'))).toBe(false);
  expect(readdirSync(root).filter((name) => name.includes('.tmp'))).toEqual([]);
});

it('the clock goes on where it was', () => {
  const dataDir = folder('clock');
  mkdirSync(dataDir);
  const first = createClock();
  const stop = keepClock(first, dataDir);
  first.startAt(Date.now() + 3_600_000);
  stop();
  first.close();
  const second = createClock();
  keepClock(second, dataDir)();
  expect(second.now() - Date.now()).toBeCloseTo(3_600_000, -3);
  second.close();
});
