import type { Stage } from '../stage.js';
import { ask, type ModuleScenarios } from './scenario.js';

const aUser = async ({ member }: Stage) => (await ask<{ userId: string }>(member(), 'user-login', {})).userId;

export const scenarios: ModuleScenarios = {
  actions: {
    'role-grant': async (stage) => ({
      caller: stage.operator('admin'),
      input: { userId: await aUser(stage), role: 'support' },
    }),
    'role-revoke': async (stage) => {
      const caller = stage.operator('admin');
      const input = { userId: await aUser(stage), role: 'support' };
      await ask(caller, 'role-grant', input);
      return { caller, input };
    },
    'role-members': async ({ operator }) => ({ caller: operator('admin'), input: { role: 'support' } }),
    'role-define': { testedIn: 'tests/core/roles.test.ts' },
  },
};
