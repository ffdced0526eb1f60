import type { ModuleScenarios } from './scenario.js';

export const scenarios: ModuleScenarios = {
  actions: {
    'metric-list': async (stage) => {
      const { now } = await stage.cloud.get<{ now: number }>('/__hub/clock');
      const at = (ms: number) => new Date(ms).toISOString();
      const input = { resolution: 'minute', from: at(now - 600_000), to: at(now) };
      return { caller: stage.operator('admin'), input };
    },
  },
};
