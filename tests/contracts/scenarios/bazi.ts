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
    'bazi-luck': async ({ member }) => ({
      caller: member(),
      input: {
        birth: { calendar: 'lunar', year: 1988, month: 6, day: 1, hour: 23 },
        sex: 'male',
        ziRule: 'day-at-0',
        trueSolar: false,
        year: 2026,
        month: 3,
      },
    }),
    'bazi-match': async ({ member }) => {
      const school = { ziRule: 'day-at-0', trueSolar: false } as const;
      const born = (year: number, sex: string) => ({
        ...{ ...school, sex },
        birth: { calendar: 'solar', year, month: 5, day: 17, hour: 8 },
      });
      return { caller: member(), input: { one: born(1990, 'female'), other: born(1988, 'male') } };
    },
    'bazi-places': async ({ member }) => ({ caller: member(), input: { text: '成都 武侯' } }),
  },
};
