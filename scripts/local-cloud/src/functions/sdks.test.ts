import { createRequire } from 'node:module';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Harness, startFunctions } from './testing/harness.js';

const resolve = createRequire(import.meta.url).resolve;
const ADMIN = JSON.stringify(resolve('tcb-admin-node'));
const NODE_SDK = JSON.stringify(resolve('@cloudbase/node-sdk'));
const WX = JSON.stringify(resolve('wx-server-sdk'));

let cloud: Harness;
beforeAll(async () => {
  cloud = await startFunctions();
  await cloud.deploy(
    'callee',
    `exports.main = (event) => ({ event, openid: process.env.WX_OPENID, source: process.env.TCB_SOURCE });`,
  );
});
afterAll(() => cloud.close());

const ALICE = { source: 'wx_client', openid: 'oAlice', appid: 'wx1' };
const SEEN = { event: { a: 1 }, openid: 'oAlice', source: 'wx_client,scf' };

it('tcb-admin-node, which has no endpoint variable, reaches the local cloud by its own hosts', async () => {
  await cloud.deploy(
    'old',
    `const tcb = require(${ADMIN}); tcb.init({ env: 'demo' });
     exports.main = async () => { tcb.logger().info({ a: 1 }); return (await tcb.callFunction({ name: 'callee', data: { a: 1 } })).result; };`,
  );
  expect(await cloud.invoke('old', {}, ALICE)).toEqual(SEEN);
  expect(cloud.adminCalls.at(-1)).toMatchObject({ host: 'tcb-admin.tencentyun.com', name: 'old', env: 'demo' });
});

it('@cloudbase/node-sdk knows its environment, its user and the time trigger', async () => {
  await cloud.deploy(
    'new',
    `const tcb = require(${NODE_SDK}); const app = tcb.init({ env: tcb.SYMBOL_CURRENT_ENV });
     exports.main = async (event, context) => {
       const user = app.auth().getUserInfo();
       const { result } = await app.callFunction({ name: 'callee', data: { a: 1 } });
       return { user, result, trigger: tcb.getCloudbaseContext(context).TRIGGER_SRC };
     };`,
  );
  expect(await cloud.invoke('new', {}, ALICE)).toMatchObject({
    user: { openId: 'oAlice', appId: 'wx1' },
    result: SEEN,
  });
  const timer = await cloud.invoke('new', {}, { source: '', trigger: 'timer' });
  expect(timer).toMatchObject({ trigger: 'timer', user: { openId: '' }, result: { source: 'scf' } });
});

it('a timer that calls a function leaves no trigger and no user behind in it', async () => {
  await cloud.deploy(
    'trigger-of',
    `exports.main = () => [process.env.TRIGGER_SRC || '', process.env.WX_TRIGGER_API_TOKEN_V0 || '', process.env.WX_OPENID || ''];`,
  );
  await cloud.deploy(
    'timed',
    `const cloud = require(${WX}); cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV });
     exports.main = async () => (await cloud.callFunction({ name: 'trigger-of' })).result;`,
  );
  expect(await cloud.invoke('timed', {}, { source: '', trigger: 'timer' })).toEqual(['', '', '']);
});
