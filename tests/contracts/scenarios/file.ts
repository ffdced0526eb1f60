import { fileTicket } from '../../../shared/contracts/file/ticket.js';
import { newRequestId } from '../../kit/buyer.js';
import type { ModuleScenarios } from './scenario.js';

const ticket = () => ({ requestId: newRequestId(), purpose: 'avatar', extension: 'png' }) as const;

export const scenarios: ModuleScenarios = {
  actions: {
    'file-ticket': { testedIn: 'tests/core/files.test.ts' },
    'file-delete': async ({ member }) => {
      const caller = member();
      const { fileId } = await caller.call(fileTicket, ticket());
      return { caller, input: { fileId } };
    },
    'file-checked': async ({ member }) => ({
      caller: member(),
      input: { MsgType: 'event', Event: 'wxa_media_check', trace_id: newRequestId(), result: { suggest: 'pass' } },
    }),
    'file-upload': async ({ member }) => {
      const caller = member();
      const { cloudPath } = await caller.call(fileTicket, ticket());
      return { caller, input: { cloudPath } };
    },
    'file-commit': { testedIn: 'tests/core/files.test.ts' },
    'file-url': { testedIn: 'tests/core/files.test.ts' },
    'file-review': { testedIn: 'tests/core/files.test.ts' },
  },
};
