import type { ModuleScenarios } from './scenario.js';

export const scenarios: ModuleScenarios = {
  actions: {
    'cost-days': async (stage) => ({ caller: stage.operator('operator'), input: { limit: 7 } }),
  },
};
