import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { baziChart } from '../../../../shared/contracts/bazi/chart.js';
import { birthMoment } from '../../../../shared/modules/bazi/birth/birth-moment.js';
import { isZone } from '../../../../shared/modules/bazi/birth/zone.js';
import { type BirthForm, doubleHourOf, emptyForm, formOf, middleOf, partOf, subjectOf } from './birth-form';
import { birthFormView, timeWheelOf, turnedTime } from './birth-form-view';
import { toSolar } from './lunar';
import { PlaceSearch } from './place-search';
import { problemOfTags, tagsOf } from './tags';
import { ZONES } from './time-zones';

const RANGE = { first: 1700, last: 2030 };
const leapDay = toSolar({ year: 1990, month: 5, isLeap: true, day: 15 });
const form = (change: Partial<BirthForm> = {}): BirthForm => ({ ...emptyForm(), ...change });

describe('what the server is asked', () => {
  it('is a date of the calendar that was turned, with its leap month', () => {
    expect(subjectOf(form({ calendar: 'lunar', date: leapDay, hour: 21, minute: 30 }), 'female')).toEqual({
      birth: { calendar: 'lunar', year: 1990, month: 5, day: 15, isLeapMonth: true, hour: 21, minute: 30 },
      ...{ sex: 'female', ziRule: 'day-at-23', trueSolar: true },
    });
  });

  it('has no hour that nobody knows, and no correction to a sun that was told already', () => {
    expect(subjectOf(form({ timeWay: 'unknown' }), 'male')).toMatchObject({
      birth: { calendar: 'solar', year: 1990, month: 1, day: 1 },
      trueSolar: false,
    });
    expect(subjectOf(form({ timeWay: 'unknown' }), 'male').birth).not.toHaveProperty('hour');
    expect(subjectOf(form({ timeWay: 'double-hour', hour: 22, minute: 40 }), 'male')).toMatchObject({
      ...{ birth: { hour: 22, minute: 0 }, trueSolar: false },
    });
  });

  it('is taken by the contract, whatever is filled in, and filled in again the same', () => {
    const filled = fc.record({
      calendar: fc.constantFrom('solar' as const, 'lunar' as const),
      date: fc.record({
        year: fc.integer({ min: 1701, max: 2199 }),
        month: fc.integer({ min: 1, max: 12 }),
        day: fc.integer({ min: 1, max: 28 }),
      }),
      timeWay: fc.constantFrom('clock' as const, 'unknown' as const),
      ...{ hour: fc.nat(23), minute: fc.nat(59), trueSolar: fc.boolean() },
      place: fc.constantFrom(null, { name: '东经 2.35°', longitude: 2.35, timeZone: 'Europe/Paris' }),
      ziRule: fc.constantFrom('day-at-23' as const, 'day-at-0' as const, 'day-at-0-same-stem' as const),
    });
    fc.assert(
      fc.property(filled, fc.constantFrom('male' as const, 'female' as const), (one, sex) => {
        const subject = subjectOf(form(one), sex);
        expect(baziChart.input.safeParse(subject).success).toBe(true);
        expect(subjectOf(formOf(subject, '某地'), sex)).toEqual(subject);
      }),
      { numRuns: 300 },
    );
  });

  it('names a clock that the server knows, for every zone that is offered', () => {
    for (const { timeZone } of ZONES) expect(isZone(timeZone), timeZone).toBe(true);
    const { timeZone } = ZONES[0]!;
    const birth = { calendar: 'solar', year: 1990, month: 1, day: 1, hour: 8 } as const;
    expect(() => birthMoment(birth, { longitude: 116.4, timeZone }, true)).not.toThrow();
  });
});

describe('the wheel of the hour', () => {
  it('has thirteen double hours, the two halves of 子 apart, each with its middle inside', () => {
    for (let hour = 0; hour < 24; hour += 1) {
      const middle = middleOf(doubleHourOf(hour));
      expect(doubleHourOf(middle.hour)).toBe(doubleHourOf(hour));
    }
    const { columns, value } = timeWheelOf(form({ timeWay: 'double-hour', hour: 23 }))!;
    expect(columns[0]).toHaveLength(13);
    expect(columns[0]![value[0]!]).toBe('夜子时　23:00–23:59');
    expect(columns[0]![doubleHourOf(14)]).toBe('未时　13:00–14:59');
    expect(turnedTime(form({ timeWay: 'double-hour' }), [0])).toEqual({ hour: 0, minute: 30 });
    expect(turnedTime(form(), [23, 59])).toEqual({ hour: 23, minute: 59 });
  });

  it('is not there when nobody knows the hour', () => {
    const view = birthFormView(form({ timeWay: 'unknown', calendar: 'lunar', date: leapDay }), RANGE);
    expect(view).toMatchObject({ hasTime: false, converted: '公历 1990 年 7 月 7 日，星期六' });
  });
});

it('a refusal stands at the part of the form that it is about', () => {
  expect(['birth.day', 'birth.isLeapMonth', 'birth.hour', 'birth.fold', 'place.timeZone', 'sex'].map(partOf)).toEqual([
    ...['date', 'date', 'time', 'time', 'place', 'other'],
  ]);
});

it('tags are the words between spaces, each once, as many and as long as can be kept', () => {
  expect(tagsOf(' 家里 家里，客户、 2026 ')).toEqual(['家里', '客户', '2026']);
  expect(problemOfTags(tagsOf('家里 客户'))).toBe('');
  expect(problemOfTags(['一二三四五六七八九十一'])).toContain('太长');
  expect(problemOfTags([...'一二三四五六七八九'])).toBe('标签最多 8 个');
});

describe('looking places up', () => {
  const asked: string[] = [];
  const answers: ((places: string[]) => void)[] = [];
  beforeEach(() => {
    vi.useFakeTimers();
    asked.length = answers.length = 0;
    vi.stubGlobal('wx', {
      cloud: {
        callFunction: ({ data }: { data: { text: string } }) => {
          asked.push(data.text);
          return new Promise((resolve) =>
            answers.push((places) => resolve({ result: { ok: true, data: { places }, traceId: 't' } })),
          );
        },
      },
    });
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('asks once the finger rests, and shows what belongs to the last word whichever answer comes last', async () => {
    const search = new PlaceSearch();
    const shown: unknown[] = [];
    const type = (text: string) =>
      search.type(
        text,
        (places) => shown.push(places),
        () => shown.push('failed'),
      );
    type('上');
    type('上海');
    await vi.advanceTimersByTimeAsync(300);
    type('徐汇');
    await vi.advanceTimersByTimeAsync(300);
    expect(asked).toEqual(['上海', '徐汇']);
    answers[1]!(['徐汇区']);
    answers[0]!(['上海市']);
    await vi.advanceTimersByTimeAsync(0);
    expect(shown).toEqual([['徐汇区']]);
  });
});
