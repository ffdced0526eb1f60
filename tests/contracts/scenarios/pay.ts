import type { ModuleScenarios } from './scenario.js';

export const scenarios: ModuleScenarios = {
  actions: {
    'pay-prepay': async ({ shop, member }) => {
      const caller = member();
      const { orderId } = await shop.unpaidOrder(caller, await shop.goods());
      return { caller, input: { orderId } };
    },
    'pay-prepay-h5': { testedIn: 'tests/core/h5-payment.test.ts' },
  },
};
