import type { ModuleScenarios } from './scenario.js';

export const scenarios: ModuleScenarios = {
  actions: { 'flag-mine': async ({ member }) => ({ caller: member(), input: { names: [] } }) },
};
