import type { ModuleScenarios } from './scenario.js';

export const scenarios: ModuleScenarios = {
  actions: {
    'cache-invalidate': async ({ operator }) => ({ caller: operator('admin'), input: { tags: ['catalog'] } }),
  },
};
