import type { CodePurpose, SignedIn } from '../../../shared/contracts/auth/auth.js';
import { codeFor, newPhone } from '../../kit/visitor.js';
import type { Stage } from '../stage.js';
import { ask, type ModuleScenarios } from './scenario.js';

const aCode = async ({ cloud, guest }: Stage, purpose: CodePurpose) => {
  const identifier = newPhone();
  return { identifier, ...(await codeFor(cloud, (name, input) => guest().send(name, input), identifier, purpose)) };
};

const aSession = async (stage: Stage) =>
  ask<SignedIn>(stage.guest(), 'auth-login-by-code', await aCode(stage, 'login'));

export const scenarios: ModuleScenarios = {
  actions: {
    'auth-send-code': async ({ guest }) => ({
      caller: guest(),
      input: { identifier: newPhone(), purpose: 'login' },
    }),
    // A code is spent with its answer: who lost that asks for another, and cannot repeat the call.
    'auth-login-by-code': { testedIn: 'tests/core/accounts.test.ts' },
    'auth-refresh': async (stage) => {
      const { refreshToken } = await aSession(stage);
      return { caller: stage.guest(), input: { refreshToken } };
    },
    'auth-logout': async (stage) => {
      const { refreshToken } = await aSession(stage);
      return { caller: stage.guest(), input: { refreshToken } };
    },
    'auth-register': { testedIn: 'tests/core/accounts.test.ts' },
    'auth-login': { testedIn: 'tests/core/accounts.test.ts' },
    'auth-reset-password': { testedIn: 'tests/core/accounts.test.ts' },
  },
};
