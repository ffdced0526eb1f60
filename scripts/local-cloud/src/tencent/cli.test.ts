import { cpSync, existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { signedCall } from './testing/client.js';
import {
  installFromHere,
  removeFolder,
  root,
  startTestCloud,
  type TestCloud,
  tcb,
  temporaryFolder,
} from './testing/harness.js';

const dataDir = temporaryFolder('tcb-cli');
const project = path.join(dataDir, 'outsider');
let cloud: TestCloud;

beforeAll(async () => {
  cpSync(path.join(root, 'tests/fixtures/outsider'), project, { recursive: true });
  for (const name of readdirSync(path.join(project, 'functions')))
    installFromHere(path.join(project, 'functions', name));
  cloud = await startTestCloud(dataDir);
  await cloud.database.forEnvironment('demo').createCollection('notes');
});
afterAll(async () => {
  await cloud.close();
  removeFolder(dataDir);
});

const run = async (...args: string[]) => {
  const { code, output } = await tcb(cloud, project, args);
  expect(code, output).toBe(0);
  return output;
};

it('the tcb CLI logs in, deploys a project of somebody else, and its functions run, also after a restart', async () => {
  await run('login', '--apiKeyId', 'local', '--apiKey', 'local');
  expect(await run('fn', 'deploy', '--all', '--force')).toContain('Successfully deployed 3 function(s)');

  const note = (data: object) =>
    cloud.post<{ result: unknown }>('/__cloud/callFunction', { env: 'demo', name: 'note', data });
  expect((await note({ action: 'add', text: '买花' })).result).toEqual({ id: expect.any(String) });
  expect((await note({ action: 'list' })).result).toMatchObject({ notes: [{ text: '记：买花', done: false }] });
  const legacy = () => cloud.post('/__cloud/callFunction', { env: 'demo', name: 'legacy', data: {} });
  expect(await legacy()).toMatchObject({ result: { total: 1, seen: 1 } });
  const page = async () => (await fetch(`${cloud.url}/__http/demo/notes`)).text();
  expect(await page()).toBe('<ul><li>记：买花</li></ul>');
  expect(await cloud.get('/__http/demo/notes/health?prefix=a')).toEqual({ ok: true, prefix: 'a' });
  expect(cloud.functions.timers.list('demo')).toMatchObject([{ functionName: 'note', name: 'nightly' }]);

  await cloud.close();
  cloud = await startTestCloud(dataDir);
  expect((await note({ action: 'list' })).result).toMatchObject({ notes: [{ text: '记：买花' }] });
  expect(await page()).toBe('<ul><li>记：买花</li></ul>');
  expect(cloud.functions.timers.list('demo')).toMatchObject([{ functionName: 'note', name: 'nightly' }]);
}, 240_000);

it('lists, calls, re-routes and deletes, and fails with what went wrong', async () => {
  expect(await run('fn', 'list')).toMatch(/note.*Nodejs20\.19/);
  expect(await run('fn', 'invoke', 'note', '--params', '{"action":"fly"}')).toContain('unknown action fly');
  await signedCall(cloud.url, 'scf', 'PublishVersion', { Namespace: 'demo', FunctionName: 'note' });
  await run('fn', 'config-route', 'note', '1', '10', '$LATEST', '90');
  const alias = { Namespace: 'demo', FunctionName: 'note', Name: '$DEFAULT' };
  const { RoutingConfig } = await signedCall(cloud.url, 'scf', 'GetAlias', alias);
  expect(RoutingConfig).toMatchObject({
    AddtionVersionMatchs: [
      { Version: '1', Key: 'invoke.headers.X-Tcb-Route-Key', Method: 'range', Expression: '[0,10)' },
      { Version: '$LATEST', Method: 'range', Expression: '[10,100)' },
    ],
  });
  await run('fn', 'delete', 'note');
  expect(cloud.functions.list('demo').map(({ definition }) => definition.name)).not.toContain('note');
  expect(existsSync(path.join(dataDir, 'demo/functions/note'))).toBe(false);
  const { code, output } = await tcb(cloud, project, ['fn', 'detail', 'note']);
  expect(code).not.toBe(0);
  expect(output).toContain('note');
}, 240_000);
