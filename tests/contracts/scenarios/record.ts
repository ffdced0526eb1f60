import type { Output } from '../../../shared/contracts/contract.js';
import type { recordSave } from '../../../shared/contracts/record/save.js';
import { newRequestId } from '../../kit/buyer.js';
import type { Stage } from '../stage.js';
import { ask, type ModuleScenarios } from './scenario.js';

const chart = () => ({
  requestId: newRequestId(),
  name: '外婆',
  relation: 'family',
  tags: ['长辈'],
  subject: {
    birth: { calendar: 'lunar', year: 1938, month: 7, day: 7, isLeapMonth: true, hour: 6 },
    sex: 'female',
    ziRule: 'day-at-23',
    trueSolar: false,
  },
});

async function saved({ member }: Stage) {
  const caller = member();
  const { recordId } = await ask<Output<typeof recordSave>>(caller, 'record-save', chart());
  return { caller, recordId };
}

export const scenarios: ModuleScenarios = {
  actions: {
    'record-save': [
      async ({ member }) => ({ caller: member(), input: chart() }),
      async (stage) => {
        const { caller, recordId } = await saved(stage);
        return { caller, input: { ...chart(), recordId, favourite: true } };
      },
    ],
    'record-list': async (stage) => ({ caller: (await saved(stage)).caller, input: {} }),
    'record-delete': async (stage) => {
      const { caller, recordId } = await saved(stage);
      return { caller, input: { requestId: newRequestId(), recordId } };
    },
  },
  async broken({ snapshot }) {
    const { recordBooks = [] } = (await snapshot()) as Record<
      string,
      { _id: string; count: number; records: object }[]
    >;
    return recordBooks
      .filter(({ count, records }) => count !== Object.keys(records).length)
      .map(({ _id, count, records }) => `${_id} counts ${count} of ${Object.keys(records).length}`);
  },
};
