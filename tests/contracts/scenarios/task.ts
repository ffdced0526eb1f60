import type { ModuleScenarios } from './scenario.js';

export const scenarios: ModuleScenarios = {
  actions: {
    'task-get': { testedIn: 'tests/core/tasks.test.ts' },
    'task-cancel': { testedIn: 'tests/core/tasks.test.ts' },
    'task-resume': { testedIn: 'tests/core/tasks.test.ts' },
  },
};
