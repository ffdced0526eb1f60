import { expect, it } from 'vitest';
import type { ChartRecord } from './current-subject';
import { birthLine, recordRows, tagFilters } from './record-rows';

const birth = { calendar: 'solar' as const, year: 1990, month: 5, day: 11 };
const record = (name: string, over: Partial<ChartRecord> = {}) =>
  ({
    ...{ recordId: `rec_${name}`, name, relation: 'friend', tags: [], favourite: false, subject: { birth } },
    pillars: { year: '庚午', month: '辛巳', day: '丙子', hour: null },
    ...over,
  }) as unknown as ChartRecord;

it('puts oneself first, then favourites, and leaves out who has not the tag', () => {
  const records = [
    record('甲', { tags: ['同学'] }),
    record('乙', { tags: ['同学'], favourite: true }),
    record('丙'),
    record('我', { relation: 'self' }),
  ];
  const names = (text: string, tag: string) => recordRows(records, text, tag).map(({ name }) => name);
  expect(names('', '')).toEqual(['我', '乙', '甲', '丙']);
  expect(names('', '同学')).toEqual(['乙', '甲']);
  expect(names('甲', '同学')).toEqual(['甲']);
  expect(tagFilters(records).map(({ label }) => label)).toEqual(['全部', '同学']);
  expect(tagFilters([record('甲')])).toEqual([]);
});

it('writes a birth as it was filled in', () => {
  const line = (over: object) => birthLine({ birth: { ...birth, ...over } } as ChartRecord['subject']);
  expect(line({ hour: 8, minute: 5 })).toBe('公历 1990-05-11 08:05');
  expect(line({})).toBe('公历 1990-05-11 时辰不详');
  expect(line({ calendar: 'lunar', isLeapMonth: true, hour: 0 })).toBe('农历 1990-闰05-11 00:00');
});
