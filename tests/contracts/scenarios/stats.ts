import type { ModuleScenarios } from './scenario.js';

export const scenarios: ModuleScenarios = {
  actions: {
    'stats-sales': async ({ operator }) => ({
      caller: operator('admin'),
      input: { from: '2026-11-01', to: '2026-11-21' },
    }),
    'stats-count': { testedIn: 'tests/core/events.test.ts' },
  },
};
