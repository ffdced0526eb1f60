import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { removeFolder, root, startTestCloud, type TestCloud, temporaryFolder } from './testing/harness.js';

const dataDir = temporaryFolder('tcb-manager');
const functionRootPath = path.join(dataDir, 'project');
let cloud: TestCloud;
let keys: { secretId: string; secretKey: string };

beforeAll(async () => {
  mkdirSync(path.join(functionRootPath, 'hello'), { recursive: true });
  writeCode(1);
  cloud = await startTestCloud(dataDir);
  keys = await cloud.get('/__hub/account');
});
afterAll(async () => {
  await cloud.close();
  removeFolder(dataDir);
});

function writeCode(number: number) {
  const code = `exports.main = async (event) => ({ number: ${number}, word: process.env.WORD, ...event })`;
  writeFileSync(path.join(functionRootPath, 'hello', 'index.js'), code);
}

type Outcome = { value?: Record<string, unknown>; error?: { code: string; message: string } };

/** Calls manager-node, one `[service, method, …arguments]` after the other. */
async function manage(...steps: [string, string, ...unknown[]][]): Promise<Outcome[]> {
  const script = path.join(root, 'scripts/local-cloud/src/tencent/testing/manager-script.cjs');
  const { secretId, secretKey } = keys;
  const env = { ...process.env, http_proxy: cloud.url, NODE_EXTRA_CA_CERTS: path.join(dataDir, 'ca.pem') };
  const args = [script, JSON.stringify({ secretId, secretKey, steps })];
  const { stdout } = await promisify(execFile)(process.execPath, args, { env, timeout: 60_000 });
  return JSON.parse(stdout.slice(stdout.lastIndexOf('\n') + 1));
}

describe('manager-node', () => {
  it('makes collections and indexes, once', async () => {
    const index = (unique: boolean) => ({
      CreateIndexes: [
        {
          IndexName: 'by_number',
          MgoKeySchema: {
            MgoIndexKeys: [
              { Name: 'number', Direction: '1' },
              { Name: 'at', Direction: '-1' },
            ],
            MgoIsUnique: unique,
          },
        },
      ],
    });
    const outcomes = await manage(
      ['database', 'createCollectionIfNotExists', 'orders'],
      ['database', 'createCollectionIfNotExists', 'orders'],
      ['database', 'updateCollection', 'orders', index(true)],
      ['database', 'checkIndexExists', 'orders', 'by_number'],
      ['database', 'createCollection', 'orders'],
      ['database', 'updateCollection', 'orders', { DropIndexes: [{ IndexName: 'by_number' }] }],
      ['database', 'checkIndexExists', 'orders', 'by_number'],
      ['database', 'updateCollection', 'nothing', index(false)],
      ['database', 'listCollections'],
    );
    expect(outcomes.map(({ value, error }) => value?.IsCreated ?? value?.Exists ?? error?.code)).toEqual([
      true,
      false,
      undefined,
      true,
      'ResourceInUse.TableExist',
      undefined,
      false,
      'ResourceNotFound.TableNotFound',
      undefined,
    ]);
    expect(outcomes.at(-1)!.value).toMatchObject({ Collections: [{ CollectionName: 'orders', Count: 0 }] });
  });

  it('creates, updates, publishes, copies and deletes a function', async () => {
    const func = {
      name: 'hello',
      runtime: 'Nodejs20.19',
      timeout: 4,
      installDependency: false,
      envVariables: { WORD: 'a' },
    };
    const zip = { func, functionRootPath, deployMode: 'zip' };
    const call = async () => JSON.parse((await cloud.functions.invoke('demo', 'hello', {}, { source: '' })).json);

    const [created, again] = await manage(['functions', 'createFunction', zip], ['functions', 'createFunction', zip]);
    expect(created!.error).toBeUndefined();
    expect(again!.error).toMatchObject({ code: 'ResourceInUse.Function' });
    expect(await call()).toEqual({ number: 1, word: 'a' });

    writeCode(2);
    const triggers = [{ name: 'tick', type: 'timer', config: '0 0 2 1 * * *' }];
    const outcomes = await manage(
      ['functions', 'publishVersion', { functionName: 'hello', description: 'one' }],
      ['functions', 'updateFunctionCode', zip],
      ['functions', 'updateFunctionConfig', { name: 'hello', timeout: 9, envVariables: { OTHER: 'b' } }],
      ['functions', 'createFunctionTriggers', 'hello', triggers],
      ['functions', 'getFunctionDetail', 'hello'],
      ['functions', 'invokeFunction', 'hello', { hi: true }],
    );
    expect(outcomes.filter(({ error }) => error)).toEqual([]);
    expect(outcomes[4]!.value).toMatchObject({
      Status: 'Active',
      Timeout: 9,
      Environment: { Variables: [{ Key: 'OTHER', Value: 'b' }] },
      Triggers: [{ TriggerName: 'tick', TriggerDesc: '{"cron":"0 0 2 1 * * *"}' }],
    });
    expect(outcomes[5]!.value).toMatchObject({ InvokeResult: 0, RetMsg: '{"number":2,"hi":true}' });

    const alias = { functionName: 'hello', name: '$DEFAULT', functionVersion: '1' };
    const split = { ...alias, routingConfig: { AdditionalVersionWeights: [{ Version: '$LATEST', Weight: 0.5 }] } };
    const [half, told, back] = await manage(
      ['functions', 'updateFunctionAliasConfig', split],
      ['functions', 'getFunctionAlias', { functionName: 'hello', name: '$DEFAULT' }],
      ['functions', 'updateFunctionAliasConfig', alias],
    );
    expect([half, back].map((outcome) => outcome!.error)).toEqual([undefined, undefined]);
    expect(told!.value).toMatchObject({ FunctionVersion: '1', RoutingConfig: split.routingConfig });
    expect(await call()).toEqual({ number: 1, word: 'a' });

    const rest = await manage(
      ['functions', 'copyFunction', 'hello', 'hello-2'],
      ['functions', 'deleteFunctionTrigger', 'hello', 'tick'],
      ['functions', 'deleteFunction', 'hello'],
      ['functions', 'listFunctions'],
      ['functions', 'getFunctionDetail', 'hello'],
    );
    expect(rest.slice(0, 3).filter(({ error }) => error)).toEqual([]);
    expect(rest[3]!.value).toMatchObject([{ FunctionName: 'hello-2' }]);
    expect(rest[4]!.error).toMatchObject({ code: 'ResourceNotFound.Function' });
  }, 90_000);

  it('routes paths to functions, and says who may call', async () => {
    const route = { Path: '/api', UpstreamResourceType: 'SCF', UpstreamResourceName: 'hello-2' };
    const params = { EnvId: 'demo', Domain: { Domain: 'demo.service.tcloudbase.com', Routes: [route] } };
    const rule = {
      resourceType: 'function',
      resource: 'hello-2',
      permission: 'CUSTOM',
      securityRule: '{"invoke": true}',
    };
    const goods = { resourceType: 'collection', resource: 'goods', permission: 'ADMINWRITE' };
    const outcomes = await manage(
      ['env', 'createHttpServiceRoute', params],
      ['env', 'createHttpServiceRoute', params],
      ['env', 'describeHttpServiceRoute', { EnvId: 'demo' }],
      ['permission', 'modifyResourcePermission', rule],
      ['permission', 'modifyResourcePermission', goods],
      ['permission', 'describeResourcePermission', { resourceType: 'collection' }],
    );
    expect(outcomes.map(({ error }) => error?.code)).toEqual([
      undefined,
      'InvalidParameter.APICreated',
      ...Array(4).fill(undefined),
    ]);
    expect(outcomes[2]!.value).toMatchObject({
      Domains: [{ Routes: [{ Path: '/api', UpstreamResourceName: 'hello-2' }] }],
    });
    expect(outcomes[5]!.value).toMatchObject({
      Data: { PermissionList: [{ Resource: 'goods', Permission: 'ADMINWRITE' }] },
    });
    expect(await cloud.get('/__http/demo/api')).toMatchObject({ number: 2, path: '/' });
    const [deployed] = cloud.functions.list('demo');
    expect(deployed!.definition).toMatchObject({ name: 'hello-2', invoke: 'anyone' });
    const [gone] = await manage(['env', 'deleteHttpServiceRoute', { ...params, Domain: '*', Paths: ['/api'] }]);
    expect(gone!.error).toBeUndefined();
    expect((await fetch(`${cloud.url}/__http/demo/api`)).status).toBe(404);
  });

  it('refuses what would be passed over in silence', async () => {
    const layers = {
      func: { name: 'x', runtime: 'Nodejs20.19', layers: [{ name: 'l', version: 1 }] },
      base64Code: 'UEs=',
    };
    const python = { func: { name: 'x', runtime: 'Python3.6', handler: 'index.main' }, base64Code: 'UEs=' };
    const broken = { func: { name: 'x', runtime: 'Nodejs20.19' }, base64Code: 'UEs=' };
    const outcomes = await manage(
      ['functions', 'createFunction', layers],
      ['functions', 'createFunction', python],
      ['functions', 'createFunction', broken],
    );
    expect(outcomes.map(({ error }) => error?.code)).toEqual([
      'UnsupportedOperation',
      'UnsupportedOperation',
      'InvalidParameterValue.Code',
    ]);
    expect(cloud.functions.list('demo').map(({ definition }) => definition.name)).not.toContain('x');
  });
});
