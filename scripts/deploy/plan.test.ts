import { describe, expect, it } from 'vitest';
import type { Actual, ActualFunction } from './actual.js';
import { areServersDone, isBackendDone, isDone, planOf } from './plan.js';
import { planText } from './report.js';
import type { Wanted, WantedFunction } from './wanted.js';

const fn = (change: Partial<WantedFunction> = {}): WantedFunction => ({
  name: 'order-create',
  description: '提交订单',
  handler: 'index.main',
  runtime: 'Nodejs20.19',
  timeoutSeconds: 10,
  memoryMb: 256,
  variables: { YUNSHU_CODE: 'abc', SECRET: 'very secret' },
  triggers: [{ name: 'hourly', cron: '0 0 * * * * *' }],
  actions: ['order-create'],
  doors: [],
  ...change,
});
const wanted = (change: Partial<Wanted> = {}): Wanted => ({
  app: 'shop',
  collections: [
    {
      name: 'orders',
      indexes: [
        {
          name: 'by_user',
          keys: [
            ['userId', 1],
            ['at', -1],
          ],
          unique: true,
        },
      ],
    },
  ],
  functions: [fn()],
  servers: [],
  routes: [{ path: '/pay', functionName: 'order-create', keepPrefix: false }],
  packedModules: [],
  missing: [],
  ...change,
});
const deployed = (change: Partial<ActualFunction> = {}): ActualFunction => {
  const { handler, runtime, timeoutSeconds, memoryMb, variables, triggers } = fn();
  const state = { handler, runtime, timeoutSeconds, memoryMb, variables };
  return {
    name: 'order-create',
    status: 'Active',
    description: '',
    triggers,
    latest: state,
    newest: { version: '3', state },
    traffic: { stable: '3' },
    ...change,
  };
};
const actual = (one?: ActualFunction, change: Partial<Actual> = {}): Actual => ({
  functions: new Map(one ? [[one.name, one]] : []),
  functionNames: one ? [one.name] : [],
  servers: new Map(),
  collections: new Map([
    [
      'orders',
      {
        name: 'orders',
        permission: 'ADMINONLY',
        indexes: [
          { name: '_id_', keys: [['_id', '1']], unique: true },
          {
            name: 'by_user',
            keys: [
              ['userId', '1'],
              ['at', '-1'],
            ],
            unique: true,
          },
        ],
      },
    ],
  ]),
  routes: [{ path: '/pay', functionName: 'order-create', keepPrefix: false }],
  ...change,
});
const changesOf = (want: Wanted, have: Actual) => planOf('prod', want, have, 50).items.flatMap((item) => item.details);

describe('a plan', () => {
  it('is done when the environment is as the code wants it', () => {
    const plan = planOf('prod', wanted(), actual(deployed()), 50);
    expect(isDone(plan)).toBe(true);
    expect(planText(plan)).toContain('nothing to do');
  });

  it.each<[string, Wanted, ActualFunction]>([
    ['code', wanted({ functions: [fn({ variables: { YUNSHU_CODE: 'new', SECRET: 'very secret' } })] }), deployed()],
    ['timeoutSeconds: 10 → 60', wanted({ functions: [fn({ timeoutSeconds: 60 })] }), deployed()],
    [
      'timer hourly: 0 30 * * * * *',
      wanted({ functions: [fn({ triggers: [{ name: 'hourly', cron: '0 30 * * * * *' }] })] }),
      deployed(),
    ],
    [
      'timer daily: remove',
      wanted(),
      deployed({ triggers: [...fn().triggers, { name: 'daily', cron: '0 0 0 * * * *' }] }),
    ],
    ['publish a version', wanted(), { ...deployed(), newest: undefined } as never],
    ['traffic: version 2 → 3', wanted(), deployed({ traffic: { stable: '2' } })],
    [
      'traffic: 10 % to version 3, the rest to 2',
      wanted(),
      deployed({ traffic: { stable: '2', canary: { version: '3', percent: 10 } } }),
    ],
  ])('says: %s', (text, want, have) => {
    expect(changesOf(want, actual(have))).toContain(text);
  });

  it('says what is different about a web server: its code, who reaches it, its route; never its handler', () => {
    const server = { ...fn({ name: 'http-stream', triggers: [] }), path: '/stream' };
    const { handler: _, ...state } = deployed().latest;
    const have = (open: boolean, path: string) =>
      actual(deployed(), {
        servers: new Map([['http-stream', { status: 'Active', latest: { ...state, handler: '' }, open }]]),
        functionNames: ['order-create', 'http-stream'],
        routes: [...actual().routes, { path, functionName: 'http-stream', keepPrefix: false }],
      });
    const want = wanted({ servers: [server] });
    expect(isDone(planOf('prod', want, have(true, '/stream'), 50))).toBe(true);
    const plan = planOf('prod', want, have(false, '/old'), 50);
    expect([isBackendDone(plan), areServersDone(plan)]).toEqual([true, false]);
    expect(plan.items.find(({ kind }) => kind === 'server')?.details).toEqual([
      'open it to callers without an identity',
      'route /stream',
    ]);
    expect(plan.items.filter(({ change }) => change === 'extra').map(({ name }) => name)).toEqual(['/old']);
  });

  it('never tells the value of a variable', () => {
    const want = wanted({ functions: [fn({ variables: { YUNSHU_CODE: 'abc', SECRET: 'another secret' } })] });
    const plan = planOf('prod', want, actual(deployed()), 50);
    expect(plan.items.flatMap(({ details }) => details)).toEqual(['variable SECRET: another value']);
    expect(planText(plan) + JSON.stringify(plan)).not.toMatch(/very secret|another secret/);
  });

  it('sees an index whose order or uniqueness is another, and a collection that clients reach', () => {
    const have = actual(deployed());
    have.collections.set('orders', {
      name: 'orders',
      permission: 'PRIVATE',
      indexes: [
        {
          name: 'by_user',
          keys: [
            ['at', '-1'],
            ['userId', '1'],
          ],
          unique: true,
        },
      ],
    });
    expect(changesOf(wanted(), have)).toEqual([
      'index by_user: drop and create, its keys are different',
      'access: PRIVATE → ADMINONLY',
    ]);
  });

  it('leaves what nobody wants, and says so', () => {
    const have = actual(deployed(), { functionNames: ['order-create', 'old-one'] });
    const plan = planOf('prod', wanted(), have, 50);
    expect(plan.items).toContainEqual({ kind: 'function', name: 'old-one', change: 'extra', details: [] });
    expect(isDone(plan)).toBe(true);
    expect(planText(plan)).toContain('? function old-one (not wanted; stays until somebody removes it)');
  });

  it('is prevented by a full environment, another runtime, a failed function', () => {
    const have = actual(deployed({ status: 'UpdateFailed', latest: { ...deployed().latest, runtime: 'Nodejs16.13' } }));
    const plan = planOf('prod', wanted(), { ...have, functionNames: ['order-create', 'old-one'] }, 1);
    expect(plan.obstacles).toHaveLength(3);
    expect(plan.obstacles.join('\n')).toMatch(/limit is 1[\s\S]*cannot become Nodejs20\.19[\s\S]*UpdateFailed/);
  });
});

describe('a plan with a site', () => {
  const plan = planOf('prod', wanted(), actual(deployed()), 50);
  const site = { address: 'https://prod-1.tcloudbaseapp.com', upload: ['index.html'], unchanged: 3, older: 2 };

  it('is done when both are, and counts files', () => {
    expect(isBackendDone(plan)).toBe(true);
    expect(isDone({ ...plan, site })).toBe(false);
    expect(isDone({ ...plan, site: { ...site, upload: [] } })).toBe(true);
    expect(planText({ ...plan, site })).toContain(
      'site files: 1 to upload, 3 unchanged, 2 of other releases stay (https://prod-1.tcloudbaseapp.com)',
    );
  });

  it('says that hosting is turned on', () => {
    const first = { upload: ['index.html'], unchanged: 0, older: 0 };
    expect(planText({ ...plan, site: first })).toContain('static hosting is off and is turned on');
  });
});
