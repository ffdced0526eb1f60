import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Topic } from '../../../contracts/reading/reading.js';
import { cycle, type Ganzhi, ganzhi, indexOf } from '../../bazi/chart/sexagenary.js';
import { makeChart } from '../../bazi/make-chart.js';
import { writeEmbedded } from '../embedded/write-embedded.js';
import { factsOf } from '../facts.js';
import { focusOf } from '../focus.js';
import { outlineOf } from '../outline.js';
import { problemsOf, withoutCitations } from './check-text.js';
import { knownOf } from './known.js';

const subject = {
  birth: { calendar: 'solar', year: 1990, month: 5, day: 17, hour: 8, minute: 30 },
  place: { longitude: 121.47 },
  sex: 'female',
  ziRule: 'day-at-23',
  trueSolar: true,
} as const;

/** 庚午 辛巳 壬午 甲辰 and what it leads to, asked on the day that the project was begun. */
const chart = makeChart(subject);
const focus = focusOf(chart, { topic: 'career', today: '2026-11-21' });
const facts = factsOf(chart, focus);
const known = knownOf(chart, focus, facts);
const { year, month, day, hour } = chart.pillars;
const decade = chart.luck.decades.find(({ startYear }) => startYear <= 2026 && 2026 < startYear + 10)!;

const FILLING = '做事宜从容安排，循序渐进，多与同伴商量。';
const problems = (said: string, cited = ['F1']) => problemsOf({ text: `${said}。${FILLING}`, facts: cited }, known);

describe('a text about a chart', () => {
  it.each([
    `年柱${year}，月柱${month}，日柱${day}，时柱${hour}`,
    `日主${day[0]}，生于${month[1]}月`,
    `${decade.startYear}年至${decade.startYear + 9}年行${decade.ganzhi}大运`,
    '2026年（丙午年）虚岁37岁',
    '二〇二六年虚岁三十七岁',
    `年支${year[1]}火当令`,
    `日主为${chart.details.strength.verdict}`,
    '午午自刑',
  ])('may say: %s', (said) => {
    expect(problems(said)).toEqual([]);
  });

  it.each([
    ['another pillar of the year', '年柱甲子'],
    ['a pillar that is nowhere in the chart', '命中甲子甚佳'],
    ['a pillar that does not exist', '命中甲丑甚佳'],
    ['another day stem', `日主${day[0] === '甲' ? '乙' : '甲'}`],
    ['another element of the day stem', '日主属土'],
    ['another branch', `月支${month[1] === '子' ? '丑' : '子'}`],
    ['another month of birth', '生于子月'],
    ['a ten god that the stem is not', `${year[0]}为${chart.details.pillars[0]!.tenGod === '正官' ? '七杀' : '正官'}`],
    ['a ten god at another place', `年干${chart.details.pillars[0]!.tenGod === '正官' ? '七杀' : '正官'}`],
    ['an element that a stem has not', '壬火'],
    ['branches that do not clash', '子丑相冲'],
    ['another day stem by another name', `命主${day[0] === '甲' ? '乙' : '甲'}木`],
    ['a ten god at a place that has not got it', '比肩在年柱、月干、日支'],
    ['an empty branch that is not', chart.details.pillars[0]!.isEmpty ? '月柱空亡' : '年柱空亡'],
    ['luck in the other direction', chart.luck.forward ? '大运逆行' : '大运顺行'],
    ['luck that begins at another age', '30岁起运'],
    ['a decade of luck that never comes', '行甲子大运'],
    ['a year outside of a decade', `${decade.startYear + 11}年行${decade.ganzhi}大运`],
    ['an age outside of a decade', `${decade.startAge + 12}岁行${decade.ganzhi}大运`],
    ['another pillar of a year', '2026年（乙巳）'],
    ['an age that the year does not have', '2026年虚岁40岁'],
    ['the same in Chinese numerals', '二〇二六年虚岁四十岁'],
    ['a year before birth', '1980年'],
    ['an age that nobody reaches', '150岁'],
    ['a share that is not computed', '火占99.9%'],
    ['a fact that does not exist', '宜静', ['F999']],
    ['nothing that it rests on', '宜静', []],
    ['an address', '详见 https://example.com'],
  ] as [string, string, string[]?][])('may not say %s', (_, said, cited) => {
    expect(problems(said, cited)).not.toEqual([]);
  });

  it('may name no star, sound or strength that the chart has not, and deny none that it has', () => {
    const { stars, strength, pillars } = chart.details;
    const absent = ['天乙贵人', '驿马', '华盖', '魁罡', '红鸾', '文昌贵人'].find(
      (name) => !stars.some((star) => star.name === name),
    )!;
    expect(problems(`命带${absent}`)).toEqual([`命局没有${absent}`]);
    expect(problems(`命局没有${absent}`)).toEqual([]);
    expect(problems(`命局没有${stars[0]!.name.slice(0, 2)}${stars[0]!.name.slice(2).replace(/（.*/, '')}`)).not.toEqual(
      [],
    );
    expect(problems(`年柱纳音海中金`)).not.toEqual([]);
    expect(problems(`年柱纳音${pillars[0]!.nayin}`)).toEqual([]);
    expect(problems(strength.verdict === '身强' ? '日主身弱' : '日主身强')).not.toEqual([]);
  });

  it('keeps its citations apart', () => {
    expect(withoutCitations('日主壬水[F2]，可取金【F8、F9】。')).toEqual({
      text: '日主壬水，可取金。',
      facts: ['F2', 'F8', 'F9'],
    });
  });
});

describe('the embedded writer', () => {
  const births = fc.record({
    year: fc.integer({ min: 1930, max: 2015 }),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 28 }),
    hour: fc.option(fc.integer({ min: 0, max: 23 }), { nil: undefined }),
  });

  it('never contradicts the chart, whatever the chart and the topic', () => {
    fc.assert(
      fc.property(births, fc.constantFrom('male', 'female'), fc.constantFrom(...Topic.options), (birth, sex, topic) => {
        const { hour: hourOfBirth, ...date } = birth;
        const drawn = makeChart({
          birth: { calendar: 'solar', ...date, ...(hourOfBirth !== undefined && { hour: hourOfBirth }) },
          sex,
          ziRule: 'day-at-0',
          trueSolar: false,
        });
        const at = focusOf(drawn, { topic, today: '2026-11-21', ...(topic === 'month' && { year: 2027, month: 3 }) });
        const list = factsOf(drawn, at);
        const may = knownOf(drawn, at, list);
        for (const { part } of outlineOf(topic)) {
          const written = writeEmbedded(part, { chart: drawn, focus: at, facts: list, topic, sex });
          expect(problemsOf(written, may), written.text).toEqual([]);
        }
      }),
      { seed: 20_261_121, numRuns: 150 },
    );
  });

  it('is refused as soon as one pillar of what it wrote is another, or one year', () => {
    const other = fc.integer({ min: 1, max: 59 });
    fc.assert(
      fc.property(births, fc.constantFrom('base', 'timing'), fc.nat(), other, (birth, part, which, by) => {
        const drawn = makeChart({
          birth: { calendar: 'solar', year: birth.year, month: birth.month, day: birth.day, hour: birth.hour ?? 10 },
          ...({ sex: 'male', ziRule: 'day-at-0', trueSolar: false } as const),
        });
        const at = focusOf(drawn, { topic: 'career', today: '2026-11-21' });
        const list = factsOf(drawn, at);
        const { text, facts: cited } = writeEmbedded(part as 'base', {
          ...{ chart: drawn, focus: at, facts: list, topic: 'career', sex: 'male' },
        });
        const found = [...text.matchAll(/[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]|2026/g)];
        const { index, 0: right } = found[which % found.length]!;
        // Ten years on it is another decade of luck.
        const wrong = right === '2026' ? String(2035 + by) : ganzhi(cycle(indexOf(right as Ganzhi) + by));
        const changed = text.slice(0, index) + wrong + text.slice(index + right.length);
        expect(problemsOf({ text: changed, facts: cited }, knownOf(drawn, at, list)), changed).not.toEqual([]);
      }),
      { seed: 20_261_121, numRuns: 200 },
    );
  });
});
