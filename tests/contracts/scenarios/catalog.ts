import { newRequestId } from '../../kit/buyer.js';
import { ask, type ModuleScenarios } from './scenario.js';

interface Edited {
  version: number;
  skus: { skuId: string }[];
}

export const scenarios: ModuleScenarios = {
  actions: {
    'catalog-get': async ({ shop, member }) => {
      const { spuId } = await shop.goods();
      return { caller: member(), input: { spuId } };
    },
    'catalog-lookup': async ({ shop, operator }) => {
      const { spuId } = await shop.goods();
      return { caller: operator('operator'), input: { spuId } };
    },
    'catalog-refresh': { testedIn: 'tests/core/cache.test.ts' },
    'catalog-save': async ({ shop, operator }) => {
      const caller = operator('operator');
      const { spuId } = await shop.goods();
      const { version, skus } = await ask<Edited>(caller, 'catalog-lookup', { spuId });
      const options = [{ name: '规格', values: ['标准', '加大'] }];
      const kept = { skuId: skus[0]!.skuId, options: { 规格: '标准' }, price: 9_900 };
      const added = { options: { 规格: '加大' }, price: 12_900, stock: 5 };
      const product = { title: '改名', options, skus: [kept, added], onSale: true };
      return { caller, input: { requestId: newRequestId(), spuId, version, product }, lines: 2 };
    },
  },
};
