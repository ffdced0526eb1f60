import { makeId } from '../../kit/shop.js';
import type { Stage } from '../stage.js';
import type { ModuleScenarios } from './scenario.js';

/** An alert that fires, as an evaluation leaves it. */
async function firingAlert({ shop, cloud }: Stage): Promise<string> {
  const { iso } = await cloud.get<{ iso: string }>('/__hub/clock');
  const alertId = makeId('alr');
  await shop.db.collection('alerts').add({
    _id: alertId,
    ...{ rule: 'error-rate', title: '错误率过高', subject: alertId, severity: 'warning', state: 'firing' },
    ...{ value: '50 %', limit: '10 %', advice: '按 traceId 查日志', since: iso, firedAt: iso, seenAt: iso },
    ...{ resolvedAt: null, toldState: 'firing', toldAt: iso, untold: false, tellingUntil: null },
    ...{ acknowledgedBy: null, acknowledgedAt: null, revision: 0 },
  });
  return alertId;
}

export const scenarios: ModuleScenarios = {
  actions: {
    'alert-acknowledge': async (stage) => ({
      caller: stage.operator('admin'),
      input: { alertId: await firingAlert(stage) },
    }),
    'alert-silence': async ({ operator }) => ({
      caller: operator('admin'),
      input: { rule: 'error-rate', minutes: 10, reason: '计划内维护' },
    }),
  },
};
