import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { baziChart } from '../../../../shared/contracts/bazi/chart.js';
import { parseInput } from '../../../../shared/core/pipeline/input.js';
import { tenGod as theirs } from '../../../../shared/modules/bazi/chart/ten-gods.js';
import { makeChart } from '../../../../shared/modules/bazi/make-chart.js';
import { boardOf } from './board';
import { candidateRows, convertedText } from './candidates';
import { chartHead } from './chart-head';
import { chartView } from './chart-view';
import type { Chart, Subject } from './current-subject';
import { elementClass, written } from './elements';
import { RADAR_SIZE, radarOf } from './radar';
import { relationLines } from './relation-lines';
import { tenGod } from './ten-god';

const STEMS = [...'甲乙丙丁戊己庚辛壬癸'] as Parameters<typeof theirs>[];
const subjectAt = (birth: Partial<Subject['birth']>): Subject => ({
  birth: { calendar: 'solar', year: 1990, month: 7, day: 7, hour: 23, minute: 1, ...birth },
  ...{ sex: 'female', ziRule: 'day-at-23', trueSolar: true, place: { longitude: 121.44, timeZone: 'Asia/Shanghai' } },
});
const chartOf = (subject: Subject): Chart => makeChart(parseInput(baziChart, subject));
const anyChart = fc
  .record({
    year: fc.integer({ min: 1930, max: 2030 }),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 28 }),
    hour: fc.integer({ min: 4, max: 22 }),
  })
  .map((birth) => chartOf(subjectAt({ ...birth, minute: 0 })));

it('ten gods are those of the server, and each stem and branch has the colour of its element', () => {
  for (const day of STEMS.flat()) for (const other of STEMS.flat()) expect(tenGod(day, other)).toBe(theirs(day, other));
  expect([...'甲巳辰酉子'].map(elementClass)).toEqual(['wood', 'fire', 'earth', 'metal', 'water']);
  expect(() => elementClass('X')).toThrow(RangeError);
  expect(written('甲子')).toEqual({ stem: '甲', stemClass: 'wood', branch: '子', branchClass: 'water' });
});

describe('the board', () => {
  const board = boardOf(chartOf(subjectAt({})));

  it('has all that practitioners look for in a column', () => {
    expect(board[3]).toMatchObject({
      ...{ name: '时柱', tenGod: '比肩', stage: '帝旺', empty: '子丑', isEmpty: true, nayin: '大海水' },
      hidden: [
        { stem: '壬', tenGod: '劫财', tenths: '七成' },
        { stem: '甲', tenGod: '伤官', tenths: '三成' },
      ],
      spoken: '时柱癸亥，比肩，纳音大海水',
    });
    expect(board[0]!.stars).toContain('咸池');
  });

  it('leaves the column of an unknown hour empty', () => {
    const { hour: _hour, minute: _minute, ...date } = subjectAt({}).birth;
    const unknown = boardOf(chartOf({ ...subjectAt({}), birth: date }));
    expect(unknown[3]).toMatchObject({ pillar: null, spoken: '时柱未知', hidden: [] });
  });
});

describe('what stands above a chart', () => {
  it('is whose it is, in both calendars, and by which time it is counted, with every minute explained', () => {
    const subject = subjectAt({});
    const head = chartHead({ subject, placeName: '上海市 徐汇区' }, chartOf(subject));
    expect(head).toMatchObject({ title: '坤造', self: '癸水日主', counted: '真太阳时 22:01', school: '23 点换日' });
    expect(head.lines).toEqual(['公历 1990 年 7 月 7 日，星期六 23:01', '农历庚午马年闰五月十五', '上海市 徐汇区']);
    expect(head.corrections.map(({ minutes }) => minutes)).toEqual(['−60 分', '+5.76 分', '−4.85 分']);
  });

  it('names the day when the sun says another one', () => {
    const subject = { ...subjectAt({ hour: 0, minute: 30 }), ziRule: 'day-at-0' as const };
    expect(chartHead({ subject }, chartOf(subject)).counted).toBe('真太阳时 07-06 23:31');
  });

  it('corrects no hour that nobody knows, in a summer of summer time either', () => {
    const { hour: _hour, minute: _minute, ...date } = subjectAt({}).birth;
    const subject = { ...subjectAt({}), birth: date };
    const head = chartHead({ subject }, chartOf(subject));
    expect(head).toMatchObject({ counted: '不计时辰', corrections: [] });
    expect(head.uncorrected).toMatch(/^时辰不详/);
  });
});

it('the strength of elements is the sum of the terms that are shown', () => {
  fc.assert(
    fc.property(anyChart, (chart) => {
      const { strength } = chartView({ subject: subjectAt({}) }, chart);
      for (const { element, points } of strength.sums) {
        const terms = strength.terms.filter((term) => term.element === element);
        expect(terms.reduce((sum, term) => sum + term.points, 0)).toBeCloseTo(points);
      }
    }),
    { numRuns: 30 },
  );
});

describe('the radar', () => {
  it('has the day’s own element on top, each begetting the one clockwise of it, and stays inside its square', () => {
    fc.assert(
      fc.property(anyChart, (chart) => {
        const { corners, edges, scale, shape } = radarOf(chart.details);
        expect(corners[0]).toMatchObject({
          kind: '比劫',
          class: elementClass(chart.details.dayStem),
          left: RADAR_SIZE / 2,
        });
        expect(corners.map(({ element }) => element).join('')).toMatch(
          /^(木火土金水|火土金水木|土金水木火|金水木火土|水木火土金)$/,
        );
        expect(Math.max(...corners.map(({ percent }) => percent))).toBeLessThanOrEqual(scale);
        expect(edges).toHaveLength(5);
        for (const value of shape.match(/[\d.]+/g)!) expect(Number(value)).toBeLessThanOrEqual(100);
      }),
      { numRuns: 50 },
    );
  });

  it('closes its outline: each edge ends where the next begins', () => {
    const { edges } = radarOf(chartOf(subjectAt({})).details);
    for (const [index, { left, top, width, turn }] of edges.entries()) {
      const next = edges[(index + 1) % edges.length]!;
      expect(left + width * Math.cos((turn * Math.PI) / 180)).toBeCloseTo(next.left, 0);
      expect(top + width * Math.sin((turn * Math.PI) / 180)).toBeCloseTo(next.top, 0);
    }
  });
});

it('relations are brackets between the columns of their members, stems above and branches below', () => {
  const { stems, branches } = relationLines(chartOf(subjectAt({})));
  expect(stems).toEqual([]);
  expect(branches).toMatchObject([{ text: '午未六合 土', class: 'earth', left: 12.5, width: 25, dots: [12.5, 37.5] }]);
  expect(branches[0]!.spoken).toBe('年柱、月柱午未六合，趋土');
});

it('what another chart has different is marked', () => {
  const subject = { ...subjectAt({ year: 2000, month: 6, day: 1, hour: 12, minute: 59 }), trueSolar: false };
  const rows = candidateRows(chartOf(subject));
  expect(rows.map(({ pillars }) => pillars.filter(({ differs }) => differs).map(({ place }) => place))).toEqual([
    [],
    ['hour'],
  ]);
});

it('a choice says what the clock was converted to, where it was, and nothing for an hour that nobody knows', () => {
  const noon = subjectAt({ hour: 12, minute: 0 });
  expect(convertedText(chartOf({ ...noon, trueSolar: false }))).toBe('标准时间 11:00');
  expect(convertedText(chartOf({ ...subjectAt({ year: 2000, hour: 12 }), trueSolar: false }))).toBe('');
  const { hour: _, minute: __, ...day } = noon.birth;
  expect(convertedText(chartOf({ ...noon, birth: day }))).toBe('');
});
