import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signedCall } from '../testing/client.js';
import { removeFolder, startTestCloud, type TestCloud, temporaryFolder } from '../testing/harness.js';
import { zipOf } from '../testing/zip.js';

const dataDir = temporaryFolder('versions');
let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startTestCloud(dataDir);
});
afterAll(async () => {
  await cloud.close();
  removeFolder(dataDir);
});

const scf = (action: string, params: object) => signedCall(cloud.url, 'scf', action, { Namespace: 'demo', ...params });
const code = (source: string) => ({ ZipFile: zipOf([{ name: 'index.js', content: source }]).toString('base64') });
const saying = (word: string) => code(`exports.main = async (event, context) => '${word}'`);
const routeKeys = (split: number, low: string, high: string) => ({
  AddtionVersionMatchs: [
    { Version: low, Key: 'invoke.headers.X-Tcb-Route-Key', Method: 'range', Expression: `[0,${split})` },
    { Version: high, Key: 'invoke.headers.X-Tcb-Route-Key', Method: 'range', Expression: `[${split},100)` },
  ],
});

/** A function of two published versions, the first saying `old`, the second `new`; `$LATEST` says `draft`. */
async function twoVersions(FunctionName: string): Promise<void> {
  await scf('CreateFunction', { FunctionName, Code: saying('old'), Environment: variables('1') });
  expect(await scf('PublishVersion', { FunctionName })).toMatchObject({ FunctionVersion: '1' });
  await scf('UpdateFunctionCode', { FunctionName, Code: saying('new') });
  expect(await scf('PublishVersion', { FunctionName })).toMatchObject({ FunctionVersion: '2' });
  await scf('UpdateFunctionCode', { FunctionName, Code: saying('draft') });
}
const variables = (Value: string) => ({ Variables: [{ Key: 'NUMBER', Value }] });

const callAs = async (openid: string, name: string) => {
  const response = await fetch(`${cloud.url}/__cloud/callFunction`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-dev-openid': openid },
    body: JSON.stringify({ env: 'demo', name, data: {} }),
  });
  return ((await response.json()) as { result: string }).result;
};
const versionsSeen = (name: string) =>
  cloud.functions.recent({ env: 'demo', name, limit: 1000 }).map((one) => one.version);

describe('a share of the traffic', () => {
  it('goes to each version by route key, the same user always to the same, and records say which', async () => {
    await twoVersions('shared');
    await scf('UpdateAlias', {
      FunctionName: 'shared',
      Name: '$DEFAULT',
      FunctionVersion: '$LATEST',
      RoutingConfig: routeKeys(30, '2', '1'),
    });
    const users = Array.from({ length: 120 }, (_, n) => `oUser${n}`);
    const first = await Promise.all(users.map((openid) => callAs(openid, 'shared')));
    const again = await Promise.all(users.map((openid) => callAs(openid, 'shared')));

    expect(again).toEqual(first);
    const fresh = first.filter((word) => word === 'new').length;
    expect(new Set(first)).toEqual(new Set(['old', 'new']));
    // 120 draws at 30 %: 36 expected; five standard deviations either way.
    expect(fresh).toBeGreaterThan(10);
    expect(fresh).toBeLessThan(62);
    const versions = versionsSeen('shared');
    expect(versions.filter((version) => version === '2')).toHaveLength(fresh * 2);
    expect(versions.filter((version) => version === '1')).toHaveLength((users.length - fresh) * 2);
  }, 60_000);

  it('goes to each version at random by weight', async () => {
    await twoVersions('weighted');
    const RoutingConfig = { AdditionalVersionWeights: [{ Version: '2', Weight: 0.5 }] };
    await scf('UpdateAlias', { FunctionName: 'weighted', Name: '$DEFAULT', FunctionVersion: '1', RoutingConfig });
    const words = new Set<string>();
    for (let n = 0; n < 40 && words.size < 2; n++) words.add(await callAs('oAlways', 'weighted'));
    expect(words).toEqual(new Set(['old', 'new']));
  });

  it('is decided by a key that the function is told, so that what it calls can follow', async () => {
    await scf('CreateFunction', {
      FunctionName: 'keyed',
      Code: code(
        'exports.main = async (event, context) => ({ key: process.env.TCB_ROUTE_KEY, version: context.function_version })',
      ),
    });
    await scf('PublishVersion', { FunctionName: 'keyed' });
    const seen = async (openid: string) =>
      (await callAs(openid, 'keyed')) as unknown as { key: string; version: string };
    const [one, other] = [await seen('oAlice'), await seen('oAlice')];
    expect(one).toEqual(other);
    expect(Number(one.key)).toBeGreaterThanOrEqual(0);
    expect(one.version).toBe('$LATEST');
  });
});

describe('a version', () => {
  it('keeps code and settings, and can be called by number or alias', async () => {
    await twoVersions('kept');
    await scf('UpdateFunctionConfiguration', { FunctionName: 'kept', Timeout: 9, Environment: variables('2') });
    const invoked = async (Qualifier?: string) => {
      const { Result } = await scf('Invoke', { FunctionName: 'kept', ...(Qualifier && { Qualifier }) });
      return (Result as { RetMsg: string }).RetMsg;
    };
    expect([await invoked('1'), await invoked('2'), await invoked('$LATEST'), await invoked()]).toEqual(
      ['old', 'new', 'draft', 'draft'].map((word) => JSON.stringify(word)),
    );
    const detail = { FunctionName: 'kept', Qualifier: '1' };
    expect(await scf('GetFunction', detail)).toMatchObject({ Timeout: 3, Environment: variables('1') });
    await scf('CreateAlias', { FunctionName: 'kept', Name: 'stable', FunctionVersion: '1' });
    expect(await invoked('stable')).toBe('"old"');
    expect(await scf('CreateAlias', { FunctionName: 'kept', Name: 'stable', FunctionVersion: '1' })).toMatchObject({
      Error: { Code: 'ResourceInUse.Alias' },
    });
    expect(await scf('Invoke', { FunctionName: 'kept', Qualifier: '9' })).toMatchObject({
      Error: { Code: 'ResourceNotFound.Qualifier' },
    });
    expect(await scf('DeleteFunction', { FunctionName: 'kept', Qualifier: '1' })).toMatchObject({
      Error: { Code: 'UnsupportedOperation.AliasBind' },
    });
    await scf('DeleteAlias', { FunctionName: 'kept', Name: 'stable' });
    await scf('DeleteFunction', { FunctionName: 'kept', Qualifier: '2' });
    expect(await scf('PublishVersion', { FunctionName: 'kept' })).toMatchObject({ FunctionVersion: '3' });

    await cloud.close();
    cloud = await startTestCloud(dataDir);
    expect([await invoked('1'), await invoked()]).toEqual(['"old"', '"draft"']);
  });

  it('goes on with its warm instances while traffic moves', async () => {
    await twoVersions('warm');
    const toOld = { FunctionName: 'warm', Name: '$DEFAULT', FunctionVersion: '1' };
    await scf('UpdateAlias', toOld);
    await callAs('oAlice', 'warm');
    await scf('UpdateAlias', { ...toOld, RoutingConfig: routeKeys(0, '2', '1') });
    await callAs('oAlice', 'warm');
    expect(cloud.functions.recent({ name: 'warm' }).map(({ cold }) => cold)).toEqual([false, true]);
  });
});

it.each([
  [{ FunctionVersion: '7' }, 'ResourceNotFound.FunctionVersion'],
  [{ FunctionVersion: '1', RoutingConfig: routeKeys(10, '7', '1') }, 'ResourceNotFound.FunctionVersion'],
  [
    { FunctionVersion: '1', RoutingConfig: { AdditionalVersionWeights: [{ Version: '2', Weight: 20 }] } },
    'InvalidParameterValue.AdditionalVersionWeights',
  ],
  [
    {
      FunctionVersion: '1',
      RoutingConfig: { AddtionVersionMatchs: [{ Version: '2', Key: 'X-A', Method: 'exact', Expression: '1' }] },
    },
    'InvalidParameterValue.RoutingConfig',
  ],
])('refuses the traffic %j', async (alias, Code) => {
  await scf('CreateFunction', { FunctionName: 'strict', Code: saying('hi') });
  await scf('PublishVersion', { FunctionName: 'strict' });
  await scf('PublishVersion', { FunctionName: 'strict' });
  const answer = await scf('UpdateAlias', { FunctionName: 'strict', Name: '$DEFAULT', ...alias });
  expect(answer.Error?.Code).toBe(Code);
});

describe('an asynchronous event', () => {
  const failing = code(`exports.main = async () => { throw new Error('always') }`);
  const sent = { InvocationType: 'Event', ClientContext: '{"n":1}' };
  const runs = (name: string) => cloud.functions.recent({ env: 'demo', name }).length;
  const until = async (count: number, name: string) => {
    for (let tries = 0; tries < 100 && runs(name) < count; tries++) await new Promise((done) => setTimeout(done, 30));
    return runs(name);
  };

  it('is answered at once and runs by itself', async () => {
    await scf('CreateFunction', { FunctionName: 'later', Code: saying('done') });
    expect(await scf('Invoke', { FunctionName: 'later', ...sent })).toMatchObject({ Result: { RetMsg: '' } });
    expect(await until(1, 'later')).toBe(1);
  });

  it('is tried twice more, a minute apart, then given up', async () => {
    await scf('CreateFunction', { FunctionName: 'failing', Code: failing });
    await scf('Invoke', { FunctionName: 'failing', ...sent });
    expect(await until(1, 'failing')).toBe(1);
    await cloud.kernel.clock.advance(59_000);
    expect(runs('failing')).toBe(1);
    await cloud.kernel.clock.advance(3_600_000);
    expect(runs('failing')).toBe(3);
    expect(cloud.logs.join('\n')).toContain('demo/failing: an asynchronous event is given up after 3 failures');
  });

  it('is tried as often as configured', async () => {
    await scf('CreateFunction', { FunctionName: 'once', Code: failing });
    const AsyncTriggerConfig = { MsgTTL: 3600, RetryConfig: [{ RetryNum: 0 }] };
    await scf('UpdateFunctionEventInvokeConfig', { FunctionName: 'once', AsyncTriggerConfig });
    expect(await scf('GetFunctionEventInvokeConfig', { FunctionName: 'once' })).toMatchObject({ AsyncTriggerConfig });
    await scf('Invoke', { FunctionName: 'once', ...sent });
    await until(1, 'once');
    await cloud.kernel.clock.advance(3_600_000);
    expect(runs('once')).toBe(1);
    const tooMany = { AsyncTriggerConfig: { RetryConfig: [{ RetryNum: 3 }] } };
    expect(await scf('UpdateFunctionEventInvokeConfig', { FunctionName: 'once', ...tooMany })).toMatchObject({
      Error: { Code: 'LimitExceeded.RetryNum' },
    });
  });

  it('survives a restart between two tries', async () => {
    await scf('CreateFunction', { FunctionName: 'patient', Code: failing });
    await scf('Invoke', { FunctionName: 'patient', ...sent });
    await until(1, 'patient');
    await scf('UpdateFunctionCode', { FunctionName: 'patient', Code: saying('at last') });
    await cloud.close();
    cloud = await startTestCloud(dataDir);
    expect(await until(2, 'patient')).toBe(2);
    expect(cloud.functions.recent({ name: 'patient' })[0]?.error).toBeUndefined();
  });

  it('takes at most 128 KB', async () => {
    const ClientContext = JSON.stringify({ text: 'x'.repeat(128 * 1024) });
    const answer = await scf('Invoke', { FunctionName: 'later', InvocationType: 'Event', ClientContext });
    expect(answer.Error?.Code).toBe('InvalidParameter.Payload');
  });
});
