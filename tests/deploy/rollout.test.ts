import cloudbase from '@cloudbase/node-sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENV, type Stage, setStage } from './kit.js';

const NAME = 'catalog-list';
const FILE = 'cloudfunctions/catalog/list.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage(['user', 'catalog']);
  const { code, output } = await stage.run([]);
  expect(code, output).toBe(0);
}, 300_000);
afterAll(() => stage.close());

/** Another release of the action: it does `statement` first. */
const release = (statement: string) =>
  stage.edit(FILE, () =>
    [
      "import { catalogList } from '../../shared/contracts/catalog/list.js';",
      "import { serve } from '../../shared/core/serve.js';",
      "import { listProducts } from '../../shared/modules/catalog/list-products.js';",
      `export const main = serve(catalogList, async (input) => { ${statement}; return listProducts(input); });`,
    ].join('\n'),
  );
const users = Array.from({ length: 30 }, (_, n) => `oUser${n}`);
const callAll = () => Promise.all(users.map((openid) => stage.callAs<{ ok: boolean }>(openid, NAME, {})));
const lastVersions = () =>
  new Map(
    stage
      .calls(NAME)
      .slice(0, users.length)
      .map(({ caller, version }) => [caller.openid, version]),
  );
const records = async () => {
  const credentials = { secretId: 'local', secretKey: 'local', sessionToken: 'local' };
  const db = cloudbase.init({ env: ENV, serviceUrl: `${stage.cloud.url}/admin`, ...credentials }).database();
  const { data } = await db.collection('deployments').where({ app: 'ruizhu' }).orderBy('startedAt', 'asc').get();
  return data as { status: string; reason?: string; functions: Record<string, { from?: string; to?: string }> }[];
};

describe('a new version', { timeout: 300_000 }, () => {
  it('cannot be taken back when nothing served before it', async () => {
    const { code, output } = await stage.run(['--rollback']);
    expect(code).toBe(1);
    expect(output).toContain('nothing served before');
  });

  it('is given to a part of the users, always the same, then to all', async () => {
    release("console.info('release two')");
    const canary = await stage.run(['--traffic', '50']);
    expect(canary.code, canary.output).toBe(0);
    expect(canary.output).toContain('50 % of the users have the new versions');

    await callAll();
    const first = lastVersions();
    await callAll();
    expect(lastVersions()).toEqual(first);
    expect(new Set(first.values())).toEqual(new Set(['1', '2']));
    const plan = await stage.run(['--plan']);
    expect(plan.output).toContain('traffic: 50 % to version 2, the rest to 1');

    const promoted = await stage.run(['--promote']);
    expect(promoted.code, promoted.output).toBe(0);
    await callAll();
    expect(new Set(lastVersions().values())).toEqual(new Set(['2']));
    expect((await records()).at(-1)).toMatchObject({ status: 'live', functions: { [NAME]: { from: '1', to: '2' } } });
  });

  it('goes back in one command', async () => {
    const { code, output } = await stage.run(['--rollback']);
    expect(code, output).toBe(0);
    await callAll();
    expect(new Set(lastVersions().values())).toEqual(new Set(['1']));
    expect((await records()).at(-1)).toMatchObject({ status: 'rolled-back', reason: 'by hand' });
    const again = await stage.run([]);
    expect(again.code).toBe(1);
    expect(again.output).toContain('--again');
  });

  it('is taken back by itself when its calls fail', async () => {
    release("if (Date.now() > 0) throw new Error('broken release')");
    const deploying = stage.run(['--traffic', '50', '--watch', '2', '--json']);
    let over = false;
    const ended = deploying.finally(() => {
      over = true;
    });
    while (!over) {
      await callAll();
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    const { code, output } = await ended;
    expect(code, output).toBe(2);
    expect(JSON.parse(output)).toMatchObject({
      status: 'rolled-back',
      reason: expect.stringContaining('broken release'),
    });

    const answers = await callAll();
    expect(answers.every(({ ok }) => ok)).toBe(true);
    expect(new Set(lastVersions().values())).toEqual(new Set(['1']));
    expect(stage.calls(NAME).some(({ version }) => version === '3')).toBe(true);
  });

  it('that cannot even load reaches nobody', async () => {
    release('return listProducts(input)');
    stage.edit(FILE, (text) => `${text}\nthrow new Error('cannot load');\n`);
    const { code, output } = await stage.run(['--traffic', '50']);
    expect(code).toBe(1);
    expect(output).toContain('cannot load');
    expect((await callAll()).every(({ ok }) => ok)).toBe(true);
    expect(new Set(lastVersions().values())).toEqual(new Set(['1']));
  });
});
