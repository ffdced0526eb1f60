import type { ModuleScenarios } from './scenario.js';

export const scenarios: ModuleScenarios = {
  actions: {
    'event-relay': { testedIn: 'tests/core/events.test.ts' },
    'event-replay': { testedIn: 'tests/core/events.test.ts' },
    'event-discard': { testedIn: 'tests/core/events.test.ts' },
  },
};
