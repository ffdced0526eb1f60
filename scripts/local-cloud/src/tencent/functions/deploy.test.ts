import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { signedCall } from '../testing/client.js';
import { removeFolder, startTestCloud, type TestCloud, temporaryFolder } from '../testing/harness.js';
import { zipOf } from '../testing/zip.js';

const dataDir = temporaryFolder('deploy');
let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startTestCloud(dataDir);
});
afterAll(async () => {
  await cloud.close();
  removeFolder(dataDir);
});

const scf = (action: string, params: object) => signedCall(cloud.url, 'scf', action, { Namespace: 'demo', ...params });
const package_ = (files: Record<string, string>) => {
  const items = Object.entries(files).map(([name, content]) => ({ name, content }));
  return { ZipFile: zipOf(items).toString('base64') };
};
const invoke = async (name: string, event: object = {}) =>
  JSON.parse((await cloud.functions.invoke('demo', name, event, { source: '' })).json);

async function statusOnceSettled(name: string) {
  for (let i = 0; i < 300; i++) {
    const { Status, StatusDesc } = await scf('GetFunction', { FunctionName: name });
    if (Status !== 'Creating' && Status !== 'Updating') return { Status, StatusDesc };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the installation does not end');
}

it('installs dependencies before a function runs', async () => {
  const Code = package_({
    'index.js': "exports.main = async () => require('greet')('world')",
    'package.json': JSON.stringify({ dependencies: { greet: 'file:./greet' } }),
    'greet/package.json': JSON.stringify({ name: 'greet', version: '1.0.0', main: 'index.js' }),
    'greet/index.js': "module.exports = (name) => 'hello ' + name",
  });
  const created = await scf('CreateFunction', { FunctionName: 'installed', Code, InstallDependency: 'TRUE' });
  expect(created.Error).toBeUndefined();
  expect(await scf('UpdateFunctionConfiguration', { FunctionName: 'installed', Timeout: 9 })).toMatchObject({
    Error: { Code: 'FailedOperation.FunctionStatusError' },
  });
  expect(await statusOnceSettled('installed')).toMatchObject({ Status: 'Active' });
  expect(await invoke('installed')).toBe('hello world');
}, 60_000);

it('a failed installation says why, and keeps the function that was there', async () => {
  const good = package_({ 'index.js': 'exports.main = async () => 1' });
  await scf('CreateFunction', { FunctionName: 'careful', Code: good });
  const Code = package_({
    'index.js': 'exports.main = async () => 2',
    'package.json': JSON.stringify({ dependencies: { gone: 'file:./gone.tgz' } }),
  });
  await scf('UpdateFunctionCode', { FunctionName: 'careful', Code, InstallDependency: 'TRUE' });
  expect(await statusOnceSettled('careful')).toMatchObject({
    Status: 'UpdateFailed',
    StatusDesc: expect.stringContaining('npm install'),
  });
  expect(await invoke('careful')).toBe(1);
  await cloud.close();
  cloud = await startTestCloud(dataDir);
  expect(await invoke('careful')).toBe(1);
}, 60_000);

it('keeps nothing of a function that the platform would not take', async () => {
  const Code = package_({ 'index.js': 'exports.main = async () => 1' });
  const refused = await scf('CreateFunction', { FunctionName: 'huge', Code, MemorySize: 1_000_000 });
  expect(refused.Error).toMatchObject({
    Code: 'InvalidParameterValue',
    Message: expect.stringContaining('memorySize'),
  });
  expect(existsSync(path.join(dataDir, 'demo/functions/huge'))).toBe(false);
});

it('takes no name that could lead to another folder', async () => {
  const Code = package_({ 'index.js': 'exports.main = async () => 1' });
  for (const FunctionName of ['../../evil', '../..', '.', '', 'a/b', `a${'b'.repeat(60)}`]) {
    const answers = [
      await scf('CreateFunction', { FunctionName, Code }),
      await scf('DeleteFunction', { FunctionName }),
      await scf('CopyFunction', { FunctionName: 'careful', NewFunctionName: FunctionName }),
    ];
    for (const answer of answers) expect(answer.Error?.Code).toBe('InvalidParameterValue.FunctionName');
  }
  expect(existsSync(path.join(dataDir, 'account.json'))).toBe(true);
  expect(existsSync(path.join(dataDir, 'evil'))).toBe(false);
});

it('keeps the code that runs, and drops what no version needs', async () => {
  const code = (n: number) => package_({ 'index.js': `exports.main = async () => ${n}` });
  await scf('CreateFunction', { FunctionName: 'many', Code: code(1) });
  await scf('PublishVersion', { FunctionName: 'many' });
  for (const n of [2, 3, 4]) await scf('UpdateFunctionCode', { FunctionName: 'many', Code: code(n) });
  expect(await invoke('many')).toBe(4);
  const kept = readdirSync(path.join(dataDir, 'demo/functions/many/code')).filter((name) => !name.endsWith('.zip'));
  expect(kept).toHaveLength(3);
  await scf('UpdateAlias', { FunctionName: 'many', Name: '$DEFAULT', FunctionVersion: '1' });
  expect(await invoke('many')).toBe(1);
  expect(await scf('UpdateAlias', { FunctionName: 'many', Name: '$DEFAULT', FunctionVersion: '7' })).toMatchObject({
    Error: { Code: 'ResourceNotFound.FunctionVersion' },
  });
});

it('shows and changes functions that a project brought', async () => {
  const dir = path.join(
    dataDir,
    'demo/functions/many/code',
    readdirSync(path.join(dataDir, 'demo/functions/many/code'))[0]!,
  );
  await cloud.functions.deploy('demo', {
    name: 'own',
    dir,
    handler: 'index.main',
    type: 'Event',
    timeoutSeconds: 3,
    memoryMb: 128,
    env: { A: '1' },
    triggers: [],
  });
  expect(await scf('GetFunction', { FunctionName: 'own' })).toMatchObject({ Timeout: 3, Status: 'Active' });
  await scf('UpdateFunctionConfiguration', { FunctionName: 'own', Timeout: 8 });
  expect(cloud.functions.list('demo').find(({ definition }) => definition.name === 'own')?.definition).toMatchObject({
    timeoutSeconds: 8,
    env: { A: '1' },
  });
});

it('a function calls the platform with the keys that it was given', async () => {
  const source = `
    const { createHash, createHmac } = require('crypto')
    exports.main = async ({ token }) => {
      const env = process.env
      const body = JSON.stringify({ PhoneNumberSet: ['13800138001'], SmsSdkAppId: '1', TemplateId: '2', SignName: 'x' })
      const timestamp = Math.floor(Date.now() / 1000)
      const date = new Date(timestamp * 1000).toISOString().slice(0, 10)
      const hash = (text) => createHash('sha256').update(text).digest('hex')
      const hmac = (key, text) => createHmac('sha256', key).update(text).digest()
      const canonical = 'POST\\n/\\n\\ncontent-type:application/json\\nhost:sms.tencentcloudapi.com\\n\\ncontent-type;host\\n' + hash(body)
      const text = 'TC3-HMAC-SHA256\\n' + timestamp + '\\n' + date + '/sms/tc3_request\\n' + hash(canonical)
      const key = hmac(hmac(hmac('TC3' + env.TENCENTCLOUD_SECRETKEY, date), 'sms'), 'tc3_request')
      const response = await fetch('https://sms.tencentcloudapi.com/', {
        method: 'POST',
        headers: {
          'content-type': 'application/json', 'x-tc-action': 'SendSms', 'x-tc-version': '2021-01-11',
          'x-tc-timestamp': String(timestamp), 'x-tc-token': token || env.TENCENTCLOUD_SESSIONTOKEN,
          authorization: 'TC3-HMAC-SHA256 Credential=' + env.TENCENTCLOUD_SECRETID + '/' + date + '/sms/tc3_request, SignedHeaders=content-type;host, Signature=' + hmac(key, text).toString('hex'),
        },
        body,
      })
      return (await response.json()).Response
    }`;
  await scf('CreateFunction', { FunctionName: 'texter', Code: package_({ 'index.js': source }) });
  expect(await invoke('texter')).toMatchObject({ SendStatusSet: [{ Code: 'Ok' }] });
  expect(await invoke('texter', { token: 'stolen' })).toMatchObject({ Error: { Code: 'AuthFailure.TokenFailure' } });
  expect(await cloud.get('/__hub/sms?env=demo')).toMatchObject([{ phone: '+8613800138001', env: 'demo' }]);
});
