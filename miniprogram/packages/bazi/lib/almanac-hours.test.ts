import { expect, it } from 'vitest';
import { almanacHours } from './almanac-hours';
import type { AlmanacDay } from './almanac-words';

const hours = Array.from({ length: 12 }, (_, place) => ({
  ganzhi: '甲子',
  star: '青龙',
  luck: place % 2 ? ('凶' as const) : ('吉' as const),
}));

it('gives each hour its clock, and marks the present one', () => {
  const twelve = almanacHours({ hours } as AlmanacDay, 6);
  expect(twelve.map(({ clock }) => clock)).toEqual([
    '23–01',
    '01–03',
    '03–05',
    '05–07',
    '07–09',
    '09–11',
    '11–13',
    '13–15',
    '15–17',
    '17–19',
    '19–21',
    '21–23',
  ]);
  expect(twelve.filter(({ now }) => now)).toMatchObject([{ clock: '11–13', good: true }]);
  expect(almanacHours({ hours } as AlmanacDay, undefined).some(({ now }) => now)).toBe(false);
});
