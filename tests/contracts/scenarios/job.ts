import type { ModuleScenarios } from './scenario.js';

export const scenarios: ModuleScenarios = {
  actions: {
    'job-run-now': { testedIn: 'tests/core/jobs.test.ts' },
    'job-runs': { testedIn: 'tests/core/jobs.test.ts' },
  },
};
