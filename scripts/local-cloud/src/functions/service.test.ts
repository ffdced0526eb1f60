import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, startFunctions } from './testing/harness.js';

let cloud: Harness;
beforeAll(async () => {
  cloud = await startFunctions();
});
afterAll(() => cloud.close());

describe('invoking', () => {
  it('runs a function and records what it took', async () => {
    await cloud.deploy(
      'add',
      `let n = 0; exports.main = async (e, c) => { console.log('adding', e.a); return { sum: e.a + e.b, n: ++n, id: c.request_id }; };`,
    );
    const first = await cloud.service.invoke('demo', 'add', { a: 1, b: 2 }, { source: '' });
    expect(JSON.parse(first.json)).toEqual({ sum: 3, n: 1, id: first.requestId });
    expect(await cloud.invoke('add', { a: 2, b: 2 })).toMatchObject({ sum: 4, n: 2 });
    const [second, cold] = cloud.service.recent({ env: 'demo', name: 'add' });
    expect(cold).toMatchObject({ cold: true, requestId: first.requestId });
    expect(cold!.logs).toMatchObject([{ level: 'log', text: 'adding 1' }]);
    expect(cold!.initMs).toBeGreaterThan(0);
    expect(cold!.memoryBytes).toBeGreaterThan(1e6);
    expect(second).toMatchObject({ cold: false, initMs: 0 });
  });

  it('takes callbacks, promises, plain values and nothing at all', async () => {
    await cloud.deploy(
      'callback',
      `exports.main = (e, c, done) => { setTimeout(() => done(null, { via: 'callback' }), 1); };`,
    );
    await cloud.deploy('nothing', `exports.main = () => {};`);
    expect(await cloud.invoke('callback')).toEqual({ via: 'callback' });
    expect(await cloud.invoke('nothing')).toBeNull();
  });

  it('says which function is missing, in the words of the platform', async () => {
    await expect(cloud.invoke('absent')).rejects.toMatchObject({
      code: 'FUNCTION_NOT_FOUND',
      message: expect.stringContaining('FunctionName parameter could not be found'),
    });
    await expect(cloud.service.invoke('nowhere', 'x', {}, { source: '' })).rejects.toMatchObject({
      code: 'INVALIID_ENV',
    });
  });

  it('refuses an event or an answer above 6 MB', async () => {
    await cloud.deploy('big', `exports.main = () => 'x'.repeat(7e6);`);
    await expect(cloud.invoke('big')).rejects.toMatchObject({ code: 'EXCEED_MAX_RESPONSE_SIZE' });
    await expect(cloud.invoke('big', { x: 'y'.repeat(7e6) })).rejects.toMatchObject({
      code: 'EXCEED_REQUEST_SIZE_LIMIT',
    });
  });
});

describe('an invocation that goes wrong', () => {
  it.each([
    ['an exception', `exports.main = async () => { throw new Error('kaboom'); };`, 'FUNCTIONS_EXECUTE_FAIL', 'kaboom'],
    [
      'a thrown object',
      `exports.main = async () => { throw { errCode: 7 }; };`,
      'FUNCTIONS_EXECUTE_FAIL',
      'errCode: 7',
    ],
    ['process.exit', `exports.main = () => process.exit(3);`, 'FUNCTIONS_EXECUTE_FAIL', 'exit code 3'],
    [
      'an uncaught error',
      `exports.main = () => new Promise(() => setImmediate(() => { throw new Error('later') }));`,
      'FUNCTIONS_EXECUTE_FAIL',
      'later',
    ],
    [
      'an endless loop',
      `exports.main = () => { for (;;); };`,
      'FUNCTIONS_TIME_LIMIT_EXCEEDED',
      'Invoking task timed out after 1 seconds',
    ],
    [
      'an answer that never comes',
      `exports.main = () => new Promise(() => {});`,
      'FUNCTIONS_TIME_LIMIT_EXCEEDED',
      'after 1 seconds',
    ],
    [
      'a heap that grows',
      `exports.main = () => { const all = []; for (;;) all.push({ x: Math.random() }); };`,
      'FUNCTIONS_MEMORY_LIMIT_EXCEEDED',
      '64 MB',
    ],
    [
      'one array that grows',
      `exports.main = () => { const all = []; for (let i = 0; ; i++) all.push(i); };`,
      'FUNCTIONS_MEMORY_LIMIT_EXCEEDED',
      '64 MB',
    ],
    [
      'buffers that grow without a pause',
      `exports.main = () => { const all = []; for (;;) all.push(Buffer.alloc(4e6, 1)); };`,
      'FUNCTIONS_MEMORY_LIMIT_EXCEEDED',
      '64 MB',
    ],
    ['an abort', `exports.main = () => process.abort();`, 'FUNCTIONS_EXECUTE_FAIL', 'SIGABRT'],
    [
      'a signal to itself',
      `exports.main = () => { process.kill(0, 'SIGKILL'); };`,
      'FUNCTIONS_EXECUTE_FAIL',
      'SIGKILL',
    ],
    ['a signal to the cloud', `exports.main = () => process.kill(process.ppid);`, 'FUNCTIONS_EXECUTE_FAIL', 'EPERM'],
    [
      'buffers that grow',
      `exports.main = async () => { const all = []; for (;;) { all.push(Buffer.alloc(4e6, 1)); await new Promise((r) => setTimeout(r, 1)); } };`,
      'FUNCTIONS_MEMORY_LIMIT_EXCEEDED',
      '64 MB',
    ],
    ['a module that does not load', `require('no-such-module');`, 'FUNCTIONS_EXECUTE_FAIL', 'no-such-module'],
    ['a missing handler', `exports.other = 1;`, 'FUNCTIONS_EXECUTE_FAIL', 'main'],
    [
      'an answer that is no JSON',
      `exports.main = () => { const a = {}; a.a = a; return a; };`,
      'FUNCTIONS_EXECUTE_FAIL',
      'circular',
    ],
  ])('%s fails it alone, with the reason', async (_what, source, code, text) => {
    const timeoutSeconds = code === 'FUNCTIONS_MEMORY_LIMIT_EXCEEDED' ? 20 : 1;
    await cloud.deploy('wrong', source, { timeoutSeconds, memoryMb: 64 });
    await expect(cloud.invoke('wrong')).rejects.toMatchObject({ code, message: expect.stringContaining(text) });
    expect(cloud.service.recent({ name: 'wrong', limit: 1 })[0]!.error).toMatchObject({ code });
    await cloud.deploy('wrong', `exports.main = () => 'well';`);
    expect(await cloud.invoke('wrong')).toBe('well');
  });

  it('keeps what it printed before its end', async () => {
    await cloud.deploy('loud', `exports.main = () => { console.warn('before'); for (;;); };`, { timeoutSeconds: 1 });
    await expect(cloud.invoke('loud')).rejects.toThrow('timed out');
    expect(cloud.service.recent({ name: 'loud' })[0]!.logs).toMatchObject([{ level: 'warn', text: 'before' }]);
  });

  it('cannot fill the memory with what it prints', async () => {
    await cloud.deploy(
      'chatty',
      `exports.main = () => { for (let i = 0; i < 3000; i++) console.log('x'.repeat(i % 2 ? 2000 : 10)); };`,
    );
    await cloud.invoke('chatty');
    const { logs } = cloud.service.recent({ name: 'chatty' })[0]!;
    expect(logs.at(-1)!.text).toContain('the rest is not kept');
    expect(logs.reduce((sum, line) => sum + line.text.length, 0)).toBeLessThan(300_000);
  });

  it('can be killed from outside at any moment', async () => {
    await cloud.deploy(
      'victim',
      `exports.main = async () => { console.log(process.env.TENCENTCLOUD_SESSIONTOKEN); await new Promise((r) => setTimeout(r, 2000)); };`,
    );
    const running = cloud.invoke('victim');
    running.catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, 300));
    await cloud.deploy('spy', `exports.main = () => 1;`);
    expect(cloud.service.recent({ name: 'victim' })).toEqual([]);
    const handle = cloud.service.running().find((one) => one.functionName === 'victim')!;
    handle.kill('crash after the 3rd cloud call');
    await expect(running).rejects.toMatchObject({ message: 'crash after the 3rd cloud call' });
  });
});

describe('instances', () => {
  it('run one invocation at a time, and more start when they are needed', async () => {
    await cloud.deploy(
      'slow',
      `let busy = 0; exports.main = async () => { if (busy++) return 'shared'; await new Promise((r) => setTimeout(r, 150)); busy--; return process.pid; };`,
    );
    const pids = await Promise.all(Array.from({ length: 6 }, () => cloud.invoke('slow')));
    expect(pids).not.toContain('shared');
    expect(new Set(pids).size).toBeGreaterThan(1);
    expect(cloud.service.list('demo').find((one) => one.definition.name === 'slow')!.instances).toBeLessThanOrEqual(8);
  });

  it('finish what they run when their function is replaced', async () => {
    const source = (version: number) =>
      `exports.main = async (e) => { await new Promise((r) => setTimeout(r, e.ms)); return ${version}; };`;
    await cloud.deploy('versioned', source(1));
    await cloud.invoke('versioned', { ms: 0 });
    const old = cloud.invoke('versioned', { ms: 300 });
    await new Promise((resolve) => setTimeout(resolve, 20));
    await cloud.deploy('versioned', source(2));
    expect(await cloud.invoke('versioned', { ms: 0 })).toBe(2);
    expect(await old).toBe(1);
  });

  it('see the virtual time in Date, and real time in timers', async () => {
    await cloud.deploy(
      'when',
      `exports.main = () => [Date.now(), new Date().getTime(), new Date(5).getTime(), Date.parse(Date()), new Date() instanceof Date, Number.isInteger(Date.now()), Date.parse(new Intl.DateTimeFormat('en-US', { dateStyle: 'full', timeStyle: 'long', timeZone: 'UTC' }).format().replace(' at', ''))];`,
    );
    await cloud.clock.advance(86_400_000);
    const [now, made, given, text, instance, whole, formatted] = await cloud.invoke('when');
    for (const time of [now, made, text, formatted]) expect(Math.abs(time - cloud.clock.now())).toBeLessThan(3000);
    expect([given, instance, whole]).toEqual([5, true, true]);
  });

  it('follow the clock while they run, and live in UTC', async () => {
    await cloud.deploy(
      'follows',
      `exports.main = async () => { const before = Date.now(); await new Promise((r) => setTimeout(r, 400)); return [Date.now() - before, new Date().getTimezoneOffset()]; };`,
    );
    const running = cloud.invoke('follows');
    await new Promise((resolve) => setTimeout(resolve, 250));
    await cloud.clock.advance(3_600_000);
    const [passed, zone] = await running;
    expect(passed).toBeGreaterThan(3_600_000);
    expect(zone).toBe(0);
  });

  it('have only the variables of the platform and their own', async () => {
    process.env.SECRET_OF_THE_MACHINE = 'no';
    await cloud.deploy('env', `exports.main = () => process.env;`, { env: { MINE: 'yes' } });
    const env = await cloud.invoke('env');
    expect(env).toMatchObject({
      MINE: 'yes',
      TCB_ENV: 'demo',
      SCF_NAMESPACE: 'demo',
      TENCENTCLOUD_RUNENV: 'SCF',
      TZ: 'UTC',
    });
    expect(env).not.toHaveProperty('SECRET_OF_THE_MACHINE');
    expect(env).not.toHaveProperty('WX_OPENID');
    delete process.env.SECRET_OF_THE_MACHINE;
  });
});

describe('deploying', () => {
  it('refuses what the platform refuses, naming the field', async () => {
    const refused = (extra: object, text: string) =>
      expect(cloud.deploy('refused', '', extra)).rejects.toMatchObject({
        code: 'INVALID_PARAM',
        message: expect.stringContaining(text),
      });
    await refused({ env: { A: 'x'.repeat(5000) } }, 'envVariables');
    await refused({ env: { WX_OPENID: 'oMe' } }, 'WX_OPENID');
    await refused({ timeoutSeconds: 0 }, 'timeout');
    await refused({ memoryMb: 5000 }, 'memorySize');
    await refused({ triggers: [{ name: 't', type: 'timer', config: '* * *' }] }, '7');
    expect(cloud.service.list('demo').map((one) => one.definition.name)).not.toContain('refused');
  });

  it('stops at 50 functions in an environment', async () => {
    for (let i = 0; i < 50; i++) await cloud.deploy(`f${i}`, 'exports.main = () => 1', {}, 'other');
    await expect(cloud.deploy('f50', 'exports.main = () => 1', {}, 'other')).rejects.toThrow('50 functions');
    cloud.service.remove('other', 'f0');
    await cloud.deploy('f50', 'exports.main = () => 1', {}, 'other');
  });
});
