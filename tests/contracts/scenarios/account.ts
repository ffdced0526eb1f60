import type { ModuleScenarios } from './scenario.js';

export const scenarios: ModuleScenarios = {
  actions: {
    'account-update': [
      async ({ member }) => ({ caller: member(), input: { nickname: '林清和' } }),
      async ({ member }) => ({ caller: member(), input: { nickname: null, avatar: null } }),
    ],
    'account-export': { testedIn: 'tests/core/own-data.test.ts' },
    'account-delete': async ({ member }) => ({ caller: member(), input: {} }),
    'account-bind': { testedIn: 'tests/core/own-data.test.ts' },
    'account-bind-wechat-phone': { testedIn: 'tests/core/own-data.test.ts' },
    'account-set-password': { testedIn: 'tests/core/own-data.test.ts' },
    'account-export-run': { testedIn: 'tests/core/own-data.test.ts' },
  },
};
