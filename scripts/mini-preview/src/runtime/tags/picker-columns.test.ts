import { areaList } from '@vant/area-data';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { columnsOf, type PickerSource } from './picker-columns.js';
import { setRegions } from './picker-region.js';
import { dateColumns, timeColumns } from './picker-time.js';

const picker = (values: Record<string, unknown>): PickerSource => ({
  text: (name, otherwise = '') => String(values[name] ?? otherwise),
  number: (name, otherwise) => Number(values[name] ?? otherwise),
  list: (name) => (values[name] as unknown[] | undefined) ?? [],
});

describe('a time picker', () => {
  it('offers what lies between its bounds, to the minute', () => {
    const columns = timeColumns('09:05', '08:30', '10:15');
    expect(columns.choices[0]).toEqual(['08', '09', '10']);
    expect(columns.choices[1]).toHaveLength(60);
    expect(columns.move!([2, 5]).choices[1]).toHaveLength(16);
    expect(columns.move!([0, 5]).choices[1]![0]).toBe('30');
    expect(columns.valueOf([1, 5])).toBe('09:05');
  });

  it('gives a time within its bounds whatever is picked', () => {
    const time = fc
      .tuple(fc.nat(23), fc.nat(59))
      .map(([h, m]) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`);
    fc.assert(
      fc.property(time, time, time, fc.nat(23), fc.nat(59), (value, a, b, hour, minute) => {
        const [start, end] = [a, b].sort() as [string, string];
        const columns = timeColumns(value, start, end);
        const picked = [hour % columns.choices[0]!.length, minute % 60];
        const given = String(columns.valueOf(picked));
        expect(given >= start && given <= end).toBe(true);
      }),
    );
  });
});

describe('a date picker', () => {
  it('knows how long months are', () => {
    expect(dateColumns('2024-02-29', '', '', 'day').choices[2]).toHaveLength(29);
    const columns = dateColumns('2026-01-31', '2020-01-01', '2030-12-31', 'day');
    const february = columns.move!([6, 1, 30]);
    expect(february.choices[2]).toHaveLength(28);
    expect(february.selected[2]).toBe(27);
  });

  it('offers what lies between its bounds, to the day', () => {
    const columns = dateColumns('2026-03-15', '2026-02-10', '2026-04-20', 'day');
    expect(columns.choices[1]).toEqual(['02月', '03月', '04月']);
    expect(columns.move!([0, 0, 0]).choices[2]![0]).toBe('10日');
    expect(columns.move!([0, 2, 0]).choices[2]!.at(-1)).toBe('20日');
  });

  it('stops at the year or the month', () => {
    expect(dateColumns('2026', '2020', '2030', 'year').valueOf([6])).toBe('2026');
    expect(dateColumns('2026-05', '2020-01', '2030-12', 'month').valueOf([6, 4])).toBe('2026-05');
  });
});

describe('a region picker', () => {
  beforeAll(() => setRegions(areaList));

  it('leads from the province to the district, with their codes', () => {
    const columns = columnsOf(picker({ mode: 'region', value: ['浙江省', '杭州市', '西湖区'] }));
    expect(columns.valueOf(columns.selected)).toEqual(['浙江省', '杭州市', '西湖区']);
    expect(columns.extra!(columns.selected).code).toEqual(['330000', '330100', '330106']);
    const next = columns.move!([columns.choices[0]!.indexOf('广东省'), 0, 0]);
    expect(next.choices[1]).toContain('深圳市');
  });

  it('has an item of its own at the head of each column when it is told one', () => {
    const columns = columnsOf(picker({ mode: 'region', 'custom-item': '全部', level: 'city' }));
    expect(columns.choices).toHaveLength(2);
    expect(columns.valueOf([0, 0])).toEqual(['全部', '全部']);
    expect(columns.choices[1]).toEqual(['全部']);
  });

  it('refuses a level it does not have', () => {
    expect(() => columnsOf(picker({ mode: 'region', level: 'sub-district' }))).toThrow(/sub-district.*not supported/);
  });
});

it('an unknown mode is refused by name', () => {
  expect(() => columnsOf(picker({ mode: 'moon' }))).toThrow('<picker mode="moon"> is not supported by the preview');
});
