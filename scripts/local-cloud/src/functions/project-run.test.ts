import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readProject } from './index.js';
import { type Harness, startFunctions } from './testing/harness.js';

/** A project as somebody writes it who has never heard of the local cloud: plain JavaScript, nothing bundled. */
const FILES: Record<string, string> = {
  'cloudbaserc.json': JSON.stringify({
    version: '2.0',
    envId: '{{env.ENV_ID}}',
    functions: [
      {
        name: 'hello',
        envVariables: { GREETING: '{{env.GREETING}}' },
        triggers: [{ name: 'daily', type: 'timer', config: '0 0 3 * * * *' }],
      },
      { name: 'api', path: '/api' },
      { name: 'stream', type: 'HTTP', path: '/stream', timeout: 10, aclRule: { invoke: true } },
    ],
  }),
  '.env': 'ENV_ID=demo\nGREETING=hello',
  '.env.local': 'GREETING=你好',
  'functions/hello/index.js': `
    const cloud = require('wx-server-sdk');
    const { greet } = require('./lib/greet');
    cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV });
    exports.main = async (event) => greet(event.name || event.TriggerName, cloud.getWXContext().OPENID);`,
  'functions/hello/lib/greet.js': `exports.greet = (name, openid) => process.env.GREETING + ' ' + name + ' ' + openid;`,
  'functions/hello/package.json': '{"dependencies":{"wx-server-sdk":"*"}}',
  'functions/api/index.js': `
    const Koa = require('koa'), serverless = require('serverless-http');
    const app = new Koa();
    app.use((ctx) => { ctx.body = { path: ctx.path }; });
    exports.main = serverless(app);`,
  'functions/stream/scf_bootstrap': '#!/bin/bash\n/var/lang/node18/bin/node app.js\n',
  'functions/stream/app.js': `
    require('http').createServer((req, res) => {
      res.writeHead(200, { 'content-type': 'text/event-stream' });
      res.write('data: one\\n\\n');
      setTimeout(() => res.end('data: two\\n\\n'), 50);
    }).listen(9000);`,
};

let cloud: Harness;
const folder = mkdtempSync(path.join(os.tmpdir(), 'project-'));

beforeAll(async () => {
  for (const [name, text] of Object.entries(FILES)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text, { mode: name.endsWith('bootstrap') ? 0o755 : 0o644 });
  }
  symlinkSync(path.resolve('node_modules'), path.join(folder, 'node_modules'));
  cloud = await startFunctions();
  const { envId, functions } = readProject(folder);
  for (const definition of functions) await cloud.service.deploy(envId, definition);
});
afterAll(async () => {
  await cloud.close();
  rmSync(folder, { recursive: true });
});

it('its functions are called by a mini-program', async () => {
  const { body } = await cloud.callFunction(
    { env: 'demo', name: 'hello', data: { name: '云' } },
    { 'x-dev-openid': 'oA' },
  );
  expect(body.result).toBe('你好 云 oA');
});

it('its timers fire', async () => {
  await cloud.clock.advance(86_400_000);
  expect(cloud.service.recent({ name: 'hello', limit: 1 })).toMatchObject([{ caller: { trigger: 'timer' } }]);
});

it('its koa application and its streaming server are reached over HTTP', async () => {
  const get = (target: string) => fetch(`${cloud.baseUrl}/__http/demo${target}`);
  expect(await (await get('/api/things')).json()).toEqual({ path: '/things' });
  expect(await (await get('/stream')).text()).toBe('data: one\n\ndata: two\n\n');
});
