import type { ModuleScenarios } from './scenario.js';

export const scenarios: ModuleScenarios = {
  actions: {
    'config-set': { testedIn: 'tests/core/config.test.ts' },
    'config-rollback': { testedIn: 'tests/core/config.test.ts' },
  },
};
