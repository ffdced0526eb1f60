import { makeId } from '../../kit/shop.js';
import type { ModuleScenarios } from './scenario.js';

export const scenarios: ModuleScenarios = {
  actions: {
    'cache-invalidate': async ({ operator }) => ({
      caller: operator('admin'),
      input: { tags: ['catalogue', `product:${makeId('spu')}`] },
      lines: 2,
    }),
  },
};
