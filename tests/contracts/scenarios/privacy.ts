import type { ModuleScenarios } from './scenario.js';

export const scenarios: ModuleScenarios = {
  actions: {
    'privacy-rotate': { testedIn: 'tests/core/personal-data.test.ts' },
    'privacy-rotate-run': { testedIn: 'tests/core/personal-data.test.ts' },
  },
};
