import type { ModuleScenarios } from './scenario.js';

export const scenarios: ModuleScenarios = {
  actions: {
    'alert-silence': async ({ operator }) => ({
      caller: operator('admin'),
      input: { rule: 'error-rate', minutes: 10, reason: '计划内维护' },
    }),
  },
};
