import { noticeList } from '../../../shared/contracts/notice/list.js';
import { makeId } from '../../kit/shop.js';
import type { Stage } from '../stage.js';
import type { ModuleScenarios } from './scenario.js';

/** Somebody who has been told that an order was paid. */
async function told({ shop, member }: Stage) {
  const caller = member();
  const { orderId } = await shop.unpaidOrder(caller, await shop.goods());
  await shop.pay(caller, orderId);
  await shop.until(caller, orderId, 'paid');
  for (let tries = 0; tries < 100; tries += 1) {
    const [notice] = (await caller.call(noticeList, {})).items;
    if (notice) return { caller, noticeId: notice.noticeId };
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`nobody was told of ${orderId}`);
}

export const scenarios: ModuleScenarios = {
  actions: {
    'notice-list': async (stage) => ({ caller: (await told(stage)).caller, input: { limit: 5 } }),
    'notice-read': async (stage) => {
      const { caller, noticeId } = await told(stage);
      return { caller, input: { noticeId } };
    },
    'notice-preferences': async ({ member }) => ({ caller: member(), input: {} }),
    'notice-prefer': async ({ member }) => ({
      caller: member(),
      input: { kind: 'order.closed', channel: 'wechat', on: true },
    }),
    'notice-search': async ({ operator }) => ({ caller: operator('support'), input: { userId: makeId('usr') } }),
    'notice-tell': { testedIn: 'tests/core/notices.test.ts' },
  },
};
