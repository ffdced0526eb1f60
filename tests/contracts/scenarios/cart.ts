import type { ModuleScenarios } from './scenario.js';

export const scenarios: ModuleScenarios = {
  actions: {
    'cart-set': async ({ shop, member }) => {
      const { skuId } = await shop.goods();
      return { caller: member(), input: { skuId, quantity: 2 } };
    },
  },
};
