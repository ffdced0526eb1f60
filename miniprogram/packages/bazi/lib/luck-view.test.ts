import { afterEach, describe, expect, it, vi } from 'vitest';
import { baziChart } from '../../../../shared/contracts/bazi/chart.js';
import { baziLuck } from '../../../../shared/contracts/bazi/luck.js';
import { parseInput } from '../../../../shared/core/pipeline/input.js';
import { makeChart } from '../../../../shared/modules/bazi/make-chart.js';
import { showLuck } from '../../../../shared/modules/bazi/show-luck.js';
import type { Subject } from './current-subject';
import { hasMonths, LuckSource } from './luck-source';
import {
  beijingNow,
  CHILDHOOD,
  dayCells,
  decadeCells,
  decadeOf,
  monthAt,
  monthCells,
  startText,
  yearCells,
} from './luck-view';

const subject: Subject = {
  birth: { calendar: 'solar', year: 1988, month: 2, day: 15, hour: 9, minute: 30 },
  ...{ sex: 'male', ziRule: 'day-at-23', trueSolar: false },
};
const chart = makeChart(parseInput(baziChart, subject));
const luckAt = (year?: number, month?: number) =>
  showLuck(
    parseInput(baziLuck, { ...subject, ...(year !== undefined && { year }), ...(month !== undefined && { month }) }),
  );
const luck = luckAt(2026, 9);
const { dayStem } = chart.details;

describe('the time line', () => {
  it('has childhood before the first decade, and knows which is now', () => {
    const cells = decadeCells(luck, dayStem, 2026);
    expect(cells[0]).toMatchObject({ at: CHILDHOOD, pillar: null, head: '1 岁', foot: '1988' });
    expect(cells[1]).toMatchObject({
      head: `${chart.luck.decades[0]!.startAge} 岁`,
      foot: String(chart.luck.decades[0]!.startYear),
    });
    const now = cells.filter(({ isNow }) => isNow);
    expect(now).toHaveLength(1);
    const start = Number(now[0]!.foot);
    expect(start <= 2026 && 2026 < start + 10).toBe(true);
    expect(decadeOf(luck, 1990)).toBe(CHILDHOOD);
    expect(decadeOf(luck, 1980)).toBeNull();
    expect(decadeOf(luck, 2150)).toBeNull();
  });

  it('gives each year its age and small luck', () => {
    const decade = decadeOf(luck, 2026)!;
    const year = yearCells(luck, decade, dayStem, 2026).find(({ isNow }) => isNow)!;
    expect(year).toMatchObject({ at: 2026, head: '2026', foot: '39 岁', minor: expect.stringMatching(/^..$/) });
    expect(`${year.pillar!.stem}${year.pillar!.branch}`).toBe('丙午');
    expect(yearCells(luck, CHILDHOOD, dayStem, 2026).map(({ at }) => at)[0]).toBe(1988);
  });

  it('marks the month that a 节 has begun, to the second, in this year alone', () => {
    const lixia = luck.months[3]!.startsAt;
    expect(monthAt(luck.months, lixia)).toBe(3);
    expect(monthAt(luck.months, `${lixia.slice(0, 17)}00`)).toBe(2);
    expect(monthAt(luck.months, '2026-01-20 00:00:00')).toBe(-1);
    const isNow = (thisYear: boolean) => monthCells(luck.months, dayStem, thisYear, lixia).map((cell) => cell.isNow);
    expect(isNow(true).indexOf(true)).toBe(3);
    expect(isNow(false)).not.toContain(true);
  });

  it('marks today among the days', () => {
    const cells = dayCells(luck.days, dayStem, '2026-11-21 08:00:00');
    expect(cells.filter(({ isNow }) => isNow)).toMatchObject([{ head: '11 月 21 日', foot: '周六' }]);
  });

  it('tells when luck begins, without parts that are nothing', () => {
    const startsAfter = { years: 8, months: 0, days: 3, hours: 4 };
    expect(startText({ ...chart.luck, startsAfter, startsAt: '1996-02-18 13:30:00' })).toBe(
      '出生后 8 年 3 天 4 小时起运，即 1996-02-18 13:30',
    );
    expect(startText({ ...chart.luck, startsAfter: { years: 0, months: 0, days: 0, hours: 0 } })).toContain(
      '不到 2 小时',
    );
  });

  it('goes by Beijing’s clock, and has months as far as the tables go', () => {
    expect(beijingNow(Date.UTC(2026, 10, 21, 20, 30))).toBe('2026-11-22 04:30:00');
    expect([1699, 1700, 2200, 2201].map(hasMonths)).toEqual([false, true, true, false]);
  });
});

describe('asking for luck', () => {
  afterEach(() => void vi.unstubAllGlobals());

  function answering() {
    const asked: unknown[] = [];
    const state = { fails: false };
    const callFunction = async ({ data }: { data: { year: number; month?: number } }) => {
      asked.push([data.year, data.month]);
      if (state.fails) throw new Error('no answer');
      return { result: { ok: true, data: luckAt(data.year, data.month), traceId: 't' } };
    };
    vi.stubGlobal('wx', { cloud: { callFunction } });
    return { asked, state };
  }

  it('is done once for each year and month, and again only when it failed', async () => {
    vi.spyOn(console, 'warn').mockReturnValue();
    const { asked, state } = answering();
    const source = new LuckSource(subject);
    state.fails = true;
    await expect(source.get(2026)).rejects.toMatchObject({ code: 'NETWORK' });
    state.fails = false;
    await source.get(2026);
    await source.get(2026);
    await source.get(2026, 3);
    expect(asked).toEqual([
      [2026, undefined],
      [2026, undefined],
      [2026, 3],
    ]);
  });

  it('before 立春 is about the year before', async () => {
    answering();
    const source = new LuckSource(subject);
    expect(await source.yearOf('2026-02-04 04:00:00')).toBe(2025);
    expect(await source.yearOf('2026-02-04 04:03:00')).toBe(2026);
  });
});
