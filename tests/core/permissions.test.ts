import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isAction, readFunctions } from '../../scripts/lib/actions.js';
import { type Caller, callers, mayCall } from '../../scripts/lib/permissions-table.js';
import { apps } from '../../shared/apps/apps.js';
import type { Contract } from '../../shared/contracts/contract.js';
import { permissions } from '../../shared/contracts/permissions.js';
import { makeAssertion } from '../../shared/core/assertion.js';
import { makeOperatorToken } from '../../shared/core/operator-token.js';
import { callFunction } from '../kit/buyer.js';
import { openShop, type Shop } from '../kit/shop.js';

const HERE = 'ruizhu@ruizhu';
/** Functions that are called at the same time; each has one instance of its own. */
const AT_ONCE = 4;
/** No input of any action: whoever is let in hears of it, and nothing is done. */
const NO_INPUT = { noSuchField: 1 };

let shop: Shop;
let actions: Contract[];
beforeAll(async () => {
  shop = await openShop({ bare: true, timers: [] });
  const modules = apps.find(({ name }) => name === shop.env)!.modules;
  const functions = await readFunctions();
  actions = functions.flatMap(({ module, declared }) =>
    modules.includes(module) && isAction(declared) ? [declared] : [],
  );
});
afterAll(() => shop.cloud.stop());

async function send(action: Contract, caller: Caller | 'forger') {
  const { cloud, env } = shop;
  if (caller === 'guest') return callFunction(cloud, env, action.name, NO_INPUT);
  if (caller === 'member') return callFunction(cloud, env, action.name, NO_INPUT, 'o_somebody');
  const $yunshu = await proofOf(action, caller);
  return callFunction(cloud, env, action.name, { ...NO_INPUT, $yunshu });
}

async function proofOf(action: Contract, caller: Caller | 'forger') {
  if (caller === 'system') {
    const said = { actor: { kind: 'system' }, caller: 'test', traceId: 'test' } as const;
    return { assertion: await makeAssertion(`${HERE}/${action.name}`, said) };
  }
  const token = await makeOperatorToken(HERE, { operatorId: caller, roles: [caller] }, 60);
  return { operator: caller === 'forger' ? token.replace(/\.[^.]+$/, `.${'A'.repeat(43)}`) : token };
}

describe('the catalogue of permissions', () => {
  it('holds for every caller at every action: who may is let in, who may not is told what is missing', async () => {
    const wrong: string[] = [];
    const queue = [...actions];
    const worker = async () => {
      for (let action = queue.pop(); action; action = queue.pop()) {
        for (const caller of [...callers, 'forger' as const]) wrong.push(...(await check(action, caller)));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));

    expect(wrong).toEqual([]);
    expect(actions.length).toBeGreaterThan(30);
  }, 180_000);

  it('refuses somebody at every action', () => {
    for (const { name, access } of actions) {
      expect(access === 'guest' || callers.some((caller) => !mayCall(access, caller)), name).toBe(true);
      expect(
        callers.some((caller) => mayCall(access, caller)),
        `nobody may call ${name}`,
      ).toBe(true);
    }
  });
});

async function check(action: Contract, caller: Caller | 'forger'): Promise<string[]> {
  const answer = await send(action, caller);
  const code = answer.ok ? 'OK' : answer.error.code;
  const seen = `${action.name} (${action.access}) as ${caller}: ${code}`;
  if (caller === 'forger') return code === 'CREDENTIAL_REFUSED' ? [] : [seen];

  const refused = ['UNAUTHENTICATED', 'FORBIDDEN', 'CREDENTIAL_REFUSED'].includes(code);
  if (refused === mayCall(action.access, caller)) return [seen];
  if (!refused || answer.ok || caller === 'guest' || !Object.hasOwn(permissions, action.access)) return [];
  return answer.error.missing === action.access ? [] : [`${seen} without what is missing`];
}
