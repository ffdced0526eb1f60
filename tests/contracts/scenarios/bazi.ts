import type { ModuleScenarios } from './scenario.js';

export const scenarios: ModuleScenarios = {
  actions: {
    'bazi-chart': async ({ member }) => ({
      caller: member(),
      input: {
        birth: { calendar: 'solar', year: 1990, month: 5, day: 17, hour: 8, minute: 30 },
        place: { longitude: 121.47, latitude: 31.23, timeZone: 'Asia/Shanghai' },
        sex: 'female',
        ziRule: 'day-at-23',
        trueSolar: true,
      },
    }),
    'bazi-places': async ({ member }) => ({ caller: member(), input: { text: '成都 武侯' } }),
  },
};
