import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Console, openConsole } from '../console/testing.js';

/** Whatever a client of the admin door says is answered in CloudBase's terms: no crash, no stack, no status but 200. */
let cloud: Console;
let actions: string[];
beforeAll(async () => {
  cloud = await openConsole();
  const { database, functions, storage, wechat, wechatPay } = cloud.cloud;
  actions = [database, functions, storage, wechat, wechatPay].flatMap((service) => Object.keys(service.actions));
  actions.push('auth.wsWebSign', 'auth.getUserInfoForAdmin', 'nothing.known');
  await cloud.deploy('echo', 'exports.main = (event) => event;');
  await database.forEnvironment('shop').createCollection('c');
  await storage.put('shop', 'a.txt', Buffer.from('a'));
});
afterAll(() => cloud.close());

const NAMES = [
  ...[
    'collectionName',
    'queryType',
    'query',
    'data',
    'order',
    'limit',
    'offset',
    'projection',
    'multi',
    'merge',
    'upsert',
  ],
  ...[
    'transactionId',
    '_id',
    'stages',
    'path',
    'method',
    'file_list',
    'fileid_list',
    'fileList',
    'openId',
    'uid',
    'loginType',
  ],
  ...[
    'function_name',
    'request_data',
    'qualifier',
    'apiName',
    'requestData',
    'apiOptions',
    'cgiName',
    'uuid',
    'platform',
  ],
  ...['envName', 'sessionToken', 'wxCloudApiToken', 'authorization', 'runtime', 'tag'],
];
const FIELDS = [
  'fileid',
  'max_age',
  'src_path',
  'dst_path',
  'overwrite',
  'remove_original',
  'path',
  'type',
  'stageKey',
  'stageValue',
];

const scalar = fc.constantFrom<unknown>(
  ...[
    null,
    true,
    false,
    0,
    -1,
    1.5,
    1e308,
    '',
    'c',
    'echo',
    'a.txt',
    '../../x',
    'shop',
    '\u0000',
    '\ud800',
    'put',
    'WHERE',
  ],
  ...[
    '{',
    '{}',
    '[]',
    'null',
    '[null]',
    '{"$gt":1}',
    'cloud://shop.6c6f-shop-1250000000/a.txt',
    '__proto__',
    'toString',
  ],
  ...[[], {}, [null], [[]], [5], ['x'], { $date: 1 }, Array(60).fill('x'), { length: -1 }, { toString: 5 }],
);
const value = fc.oneof(
  { weight: 3, arbitrary: scalar },
  fc.array(fc.dictionary(fc.constantFrom(...FIELDS), scalar, { maxKeys: 4 }), { maxLength: 3 }),
  fc.dictionary(fc.constantFrom(...FIELDS, ...NAMES), scalar, { maxKeys: 3 }),
);
const body = fc.dictionary(fc.constantFrom(...NAMES), value, { maxKeys: 6 });

async function call(request: object) {
  const response = await fetch(`${cloud.cloud.url}/admin?env=shop`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(request),
  });
  const text = await response.text();
  return { status: response.status, text };
}

it('every action refuses wrong parameters by name', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...actions), body, async (action, fields) => {
      const { status, text } = await call({ ...fields, envName: 'shop', action });
      expect(status, text).toBe(200);
      expect(text).not.toMatch(/\n\s+at |see its log|TypeError|RangeError|Cannot read|is not a function/);
      if (text.startsWith('{')) expect(JSON.parse(text).code).not.toBe('SYS_ERR');
    }),
    { numRuns: 3000 },
  );
  const failures = cloud.printed.filter((line) => /^(admin|http|realtime):/.test(line));
  expect(failures).toEqual([]);
});

it.each([
  ['wx.api', { apiName: { toString: 5 } }, 'apiName must be a string'],
  ['wx.wxPayApi', { apiName: { toString: 5 } }, 'apiName must be a string'],
  ['storage.batchGetDownloadUrl', { file_list: [null] }, 'file_list[0] must be an object'],
  ['storage.batchGetDownloadUrl', { file_list: [{ fileid: 5 }] }, 'file_list[0].fileid must be a text'],
  ['storage.batchGetDownloadUrl', { file_list: [{ fileid: 'x', max_age: -5 }] }, 'file_list[0].max_age must be'],
  ['storage.batchDeleteFile', { fileid_list: ['x', 7] }, 'fileid_list[1] must be a text'],
  ['storage.batchCopyFile', { file_list: ['x'] }, 'file_list[0] must be an object'],
  ['storage.batchCopyFile', { file_list: [{ src_path: 'a.txt', dst_path: null }] }, 'file_list[0].dst_path must be'],
  ['storage.getFileAuthority', { fileList: [{ path: [] }] }, 'fileList[0].path must be'],
  ['database.modifyDocument', { collectionName: 'c', data: '[{"$set":{"a":1}}]' }, 'aggregation pipeline'],
  ['database.getDocument', { collectionName: 'c', query: '{"$text":{"$search":"x"}}' }, '$text'],
  ['database.getDocument', { collectionName: 'c', query: '{"a":{"$numberDecimal":"1"}}' }, 'Decimal128'],
])('%s %j names what is wrong', async (action, fields, message) => {
  const answer = JSON.parse((await call({ ...fields, action })).text);
  expect(answer.message).toContain(message);
});

it.each(['$out', '$merge'])('%s is refused by name', async (stageKey) => {
  const stages = [{ stageKey, stageValue: '"other"' }];
  const answer = JSON.parse((await call({ action: 'database.aggregateDocuments', collectionName: 'c', stages })).text);
  expect(answer).toMatchObject({ code: 'DATABASE_INVALID_OPERRATOR', message: expect.stringContaining(stageKey) });
});

it('a copy with a mistake in its last item copies nothing', async () => {
  const to = `copied-${randomUUID()}.txt`;
  const items = [
    { src_path: 'a.txt', dst_path: to },
    { src_path: 'a.txt', dst_path: '../x' },
  ];
  expect((await call({ action: 'storage.batchCopyFile', file_list: items })).text).toContain('file_list[1].dst_path');
  expect(cloud.cloud.storage.fileUrl('shop', to)).toBeUndefined();
});

it('an event that is too large is told of as wx.cloud tells it', async () => {
  for (const bytes of [6_300_000, 7_000_000, 40_000_000]) {
    const response = await fetch(`${cloud.cloud.url}/__cloud/callFunction`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ env: 'shop', name: 'echo', data: { text: 'x'.repeat(bytes) } }),
    });
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ errCode: -501007, errMsg: expect.stringMatching(/6291456/) });
  }
  const broken = await fetch(`${cloud.cloud.url}/__cloud/callFunction`, { method: 'POST', body: '{' });
  expect(await broken.json()).toMatchObject({ errCode: -501007, errMsg: expect.stringContaining('JSON') });
});
