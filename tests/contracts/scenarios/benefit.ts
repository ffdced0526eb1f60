import type { LedgerEntry } from '../../../shared/contracts/benefit/benefit.js';
import { bought, passes, plan } from '../../kit/benefits.js';
import { newRequestId } from '../../kit/buyer.js';
import { MINUTE } from '../../kit/shop.js';
import type { Stage } from '../stage.js';
import { ask, type ModuleScenarios } from './scenario.js';

/** A member who has bought passes and a plan. */
async function aMember({ member, shop }: Stage) {
  const caller = member();
  await bought(shop, caller, passes(3));
  await bought(shop, caller, plan(30, 5));
  return caller;
}

export const scenarios: ModuleScenarios = {
  actions: {
    'benefit-buy': async ({ member, shop }) => {
      const { skuId, price } = await shop.goods({ grants: passes(1) });
      return { caller: member(), input: { requestId: newRequestId(), skuId, quantity: 2, price } };
    },
    'benefit-offers': async ({ guest, shop }) => {
      await shop.goods({ grants: plan(30, 5) });
      return { caller: guest(), input: {} };
    },
    'benefit-get': async (stage) => ({ caller: await aMember(stage), input: {} }),
    'benefit-ledger': async (stage) => ({ caller: await aMember(stage), input: { limit: 1 } }),
    'benefit-waive': async (stage) => ({ caller: await aMember(stage), input: { confirm: true } }),
    'benefit-lookup': async (stage) => {
      const { userId } = await ask<{ userId: string }>(await aMember(stage), 'user-login', {});
      return { caller: stage.operator('support'), input: { userId, limit: 1 } };
    },
    'benefit-give': async (stage) => {
      const { userId } = await ask<{ userId: string }>(stage.member(), 'user-login', {});
      const gift = { grants: passes(2), reason: '解读失败补偿' };
      return { caller: stage.operator('operator'), input: { requestId: newRequestId(), userId, ...gift } };
    },
    'benefit-settle': { testedIn: 'tests/core/benefits.test.ts' },
  },
  /** Whoever was placing or paying an order has died: the sweeps see to it. */
  async settle({ system, advance }) {
    for (const minutes of [3, 31, 3, 3]) {
      await advance(minutes * MINUTE);
      await ask(system(), 'order-sweep', {});
      await ask(system(), 'event-sweep', {});
    }
  },
  async broken({ snapshot }) {
    const { benefits = [], orders = [] } = (await snapshot()) as { benefits?: Kept[]; orders?: OrderLeft[] };
    const sign = { granted: 1, returned: 1, taken: -1, revoked: -1, expired: -1 } as const;
    const granted = new Set(benefits.flatMap(({ grants }) => Object.keys(grants)));
    return [
      ...benefits.flatMap(({ _id, grants, lines, filed }) => {
        const left = Object.values(grants).reduce((sum, grant) => sum + grant.left, 0);
        const passLines = lines.filter(({ of }) => of === 'pass');
        const balance = passLines.reduce((sum, { kind, count }) => sum + sign[kind] * count, 0);
        return filed > 0 || left === balance ? [] : [`${_id} has ${left} passes, and its ledger ${balance}`];
      }),
      ...orders
        .filter(({ status, checkAt }) => checkAt !== null && status !== 'rejected')
        .map(({ _id, status, checkAt }) => `${_id} is ${status} and waits since ${checkAt}`),
      ...orders
        .filter(({ _id, status }) => status === 'paid' && !granted.has(_id))
        .map(({ _id }) => `${_id} is paid and has granted nothing`),
    ];
  },
};

interface Kept {
  _id: string;
  grants: Record<string, { left: number }>;
  lines: LedgerEntry[];
  filed: number;
}

interface OrderLeft {
  _id: string;
  status: string;
  checkAt: string | null;
}
