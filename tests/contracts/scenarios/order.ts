import { newRequestId } from '../../kit/buyer.js';
import type { Stage } from '../stage.js';
import type { ModuleScenarios } from './scenario.js';

interface OrderLeft {
  _id: string;
  status: string;
  checkAt: string | null;
  lines: { skuId: string; quantity: number }[];
}

const anOrder = async ({ shop, member }: Stage) => {
  const caller = member();
  const { orderId } = await shop.unpaidOrder(caller, await shop.goods());
  return { caller, orderId };
};

const twoLines = async ({ shop }: Stage) => {
  const goods = [await shop.goods(), await shop.goods()];
  return goods.map(({ skuId }) => ({ skuId, quantity: 1 }));
};

export const scenarios: ModuleScenarios = {
  actions: {
    'order-create': async (stage) => {
      const caller = stage.member();
      const lines = await twoLines(stage);
      const input = { requestId: newRequestId(), addressId: await caller.addressId(), lines, fromCart: true };
      return { caller, input, lines: 2 };
    },
    'order-preview': async (stage) => ({ caller: stage.member(), input: { lines: await twoLines(stage) }, lines: 2 }),
    'order-get': async (stage) => {
      const { caller, orderId } = await anOrder(stage);
      return { caller, input: { orderId } };
    },
    'order-list': async (stage) => {
      const { caller } = await anOrder(stage);
      return { caller, input: { limit: 1, status: 'awaiting-payment' } };
    },
    'order-cancel': [
      async (stage) => {
        const { caller, orderId } = await anOrder(stage);
        return { caller, input: { requestId: newRequestId(), orderId, reason: '不想要了' } };
      },
      async (stage) => {
        const { caller, orderId } = await anOrder(stage);
        await stage.shop.pay(caller, orderId);
        await stage.shop.until(caller, orderId, 'paid');
        return { caller, input: { requestId: newRequestId(), orderId } };
      },
    ],
    'order-lookup': async (stage) => {
      const { orderId } = await anOrder(stage);
      return { caller: stage.operator('support'), input: { orderId } };
    },
    'order-refund': { testedIn: 'tests/purchase/operator-refund.test.ts' },
    'order-resolve': { testedIn: 'tests/purchase/operator-refund.test.ts' },
    'order-export': { testedIn: 'tests/core/tasks.test.ts' },
    'order-export-run': { testedIn: 'tests/core/tasks.test.ts' },
  },

  async broken({ shop }) {
    const orders = await shop.documents<OrderLeft>('orders', {});
    const stocks = await shop.documents<{ _id: string; available: number; holds: Record<string, unknown> }>(
      'stocks',
      {},
    );
    const waiting = orders.filter(({ status, checkAt }) => checkAt !== null && status !== 'rejected');
    const paid = new Set(orders.filter(({ status }) => status === 'paid').map(({ _id }) => _id));
    const held = stocks.flatMap(({ _id, holds = {} }) => Object.keys(holds).map((orderId) => ({ _id, orderId })));
    return [
      ...waiting.map(({ _id, status, checkAt }) => `${_id} is ${status} and waits since ${checkAt}`),
      ...held
        .filter(({ orderId }) => !paid.has(orderId))
        .map(({ _id, orderId }) => `${_id} is held by ${orderId}, unpaid`),
      ...stocks.filter(({ available }) => available < 0).map(({ _id, available }) => `${_id} has ${available} pieces`),
    ];
  },
  settle: ({ shop }) => shop.settle(),
};
