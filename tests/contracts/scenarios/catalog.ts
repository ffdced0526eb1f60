import type { ModuleScenarios } from './scenario.js';

export const scenarios: ModuleScenarios = {
  actions: {
    'catalog-get': async ({ shop, member }) => {
      const { spuId } = await shop.goods();
      return { caller: member(), input: { spuId } };
    },
  },
};
