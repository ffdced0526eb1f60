import type { ModuleScenarios } from './scenario.js';

export const scenarios: ModuleScenarios = {
  actions: {
    'backup-list': async (stage) => ({ caller: stage.operator('admin'), input: {} }),
    'backup-run-now': { testedIn: 'tests/core/backup.test.ts' },
    'backup-verify': { testedIn: 'tests/core/backup.test.ts' },
    'backup-write-run': { testedIn: 'tests/core/backup.test.ts' },
    'backup-verify-run': { testedIn: 'tests/core/backup.test.ts' },
  },
};
