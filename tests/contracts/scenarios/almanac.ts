import type { ModuleScenarios } from './scenario.js';

export const scenarios: ModuleScenarios = {
  actions: {
    'almanac-day': async ({ guest }) => ({ caller: guest(), input: { date: '2026-11-21' } }),
    'almanac-pick': async ({ guest }) => ({
      caller: guest(),
      input: { purpose: 'wedding', from: '2026-12-01', days: 30, birthYears: [1990, 1992] },
    }),
  },
};
