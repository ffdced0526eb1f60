import fc from 'fast-check';
import { EarthBranch, EightChar, HeavenStem, SixtyCycle } from 'tyme4ts';
import { describe, expect, it } from 'vitest';
import { ChartDetails } from '../../../contracts/bazi/details.js';
import { detailsOf } from './details.js';
import { elementOfBranch } from './elements.js';
import { hiddenStems } from './hidden-stems.js';
import { emptyBranches, nayin } from './nayin.js';
import { bodyPalace, breath, conception, lifePalace } from './palaces.js';
import type { Pillars } from './pillars.js';
import { BRANCHES, cycle, cycleOf, type Ganzhi, ganzhi, indexOf, STEMS } from './sexagenary.js';
import { stageOf } from './stages.js';
import { tenGod } from './ten-gods.js';

/** Four pillars as a calendar can give them: the month's stem follows from the year's, the hour's from the day's. */
const pillars = fc.record({ year: fc.nat(59), month: fc.nat(11), day: fc.nat(59), hour: fc.nat(11) }).map((one) => ({
  year: cycle(one.year),
  month: cycle(cycleOf((one.year % 5) * 2 + 2, 2) + one.month),
  day: cycle(one.day),
  hour: cycle(cycleOf((one.day % 5) * 2, 0) + one.hour),
}));

const chart = (text: string): Pillars => {
  const [year, month, day, hour] = text.split(' ').map((pillar) => indexOf(pillar as Ganzhi));
  return { year: year!, month: month!, day: day!, hour: hour ?? null };
};

describe('what follows from stems and branches', () => {
  it('is what tyme4ts says, for every stem, branch and pillar', () => {
    for (let index = 0; index < 60; index += 1) {
      const theirs = SixtyCycle.fromIndex(index);
      expect(nayin(cycle(index))).toBe(theirs.getSound().getName());
      expect(emptyBranches(cycle(index))).toEqual(theirs.getExtraEarthBranches().map(String));
    }
    for (const stem of STEMS) {
      const theirs = HeavenStem.fromName(stem);
      for (const branch of BRANCHES) {
        expect(stageOf(stem, branch)).toBe(theirs.getTerrain(EarthBranch.fromName(branch)).getName());
      }
      for (const other of STEMS) {
        expect(tenGod(stem, other)).toBe(theirs.getTenStar(HeavenStem.fromName(other)).getName());
      }
    }
    for (const branch of BRANCHES) {
      const theirs = EarthBranch.fromName(branch);
      expect(hiddenStems(branch).map(({ stem }) => stem)).toEqual(theirs.getHideHeavenStems().map(String));
      expect(elementOfBranch(branch)).toBe(theirs.getElement().getName());
    }
  });

  it('is what tyme4ts says of 胎元, 胎息, 命宫 and 身宫', () => {
    fc.assert(
      fc.property(pillars, ({ year, month, day, hour }) => {
        const theirs = new EightChar(ganzhi(year), ganzhi(month), ganzhi(day), ganzhi(hour));
        expect(ganzhi(conception(month))).toBe(theirs.getFetalOrigin().toString());
        expect(ganzhi(breath(day))).toBe(theirs.getFetalBreath().toString());
        expect(ganzhi(lifePalace(year, month, hour))).toBe(theirs.getOwnSign().toString());
        expect(ganzhi(bodyPalace(year, month, hour))).toBe(theirs.getBodySign().toString());
      }),
      { numRuns: 500 },
    );
  });
});

describe('the details of a chart', () => {
  it('fit the contract for every chart, with and without an hour', () => {
    fc.assert(
      fc.property(pillars, fc.boolean(), (known, hourKnown) => {
        const details = detailsOf(hourKnown ? known : { ...known, hour: null });
        expect(ChartDetails.safeParse(details).error).toBeUndefined();
      }),
      { numRuns: 500 },
    );
  });

  it('have a strength whose terms add up to the elements, and whose shares to the whole', () => {
    fc.assert(
      fc.property(pillars, (known) => {
        const { terms, elements, supportPercent } = detailsOf(known).strength;
        expect(sum(terms)).toBe(90);
        for (const { element, points } of elements) {
          expect(sum(terms.filter((term) => term.element === element))).toBeCloseTo(points);
        }
        expect(elements.reduce((total, { percent }) => total + percent, 0)).toBeCloseTo(100, 0);
        expect(supportPercent).toBeLessThanOrEqual(100);
      }),
    );
  });

  it('name the relations of the pillars', () => {
    const kinds = (text: string) => detailsOf(chart(text)).relations.map(({ kind, members }) => `${kind} ${members}`);
    expect(kinds('甲子 己巳 庚午 丁丑')).toEqual([
      '天干五合 甲己',
      '天干相冲 甲庚',
      '地支六合 子丑',
      '地支六冲 子午',
      '地支六害 午丑',
    ]);
    expect(kinds('壬申 壬子 戊辰 甲寅')).toContain('地支三合 申子辰');
    expect(kinds('壬申 壬子 戊辰 甲寅')).not.toContain('地支半合 申子');
    expect(kinds('甲辰 戊辰 甲午 庚午')).toEqual(expect.arrayContaining(['地支自刑 辰辰', '地支自刑 午午']));
  });

  it('find the stars with the book that each is from', () => {
    const stars = detailsOf(chart('甲子 丙寅 庚辰 丁丑')).stars;
    expect(stars).toContainEqual({ name: '魁罡', source: '《三命通会》卷三 论魁罡', nature: '中', places: ['day'] });
    expect(stars.find(({ name }) => name === '天乙贵人')?.places).toEqual(['hour']);
    expect(stars.find(({ name }) => name === '驿马')?.places).toEqual(['month']);
    expect(stars.every(({ source }) => /^《.+》/.test(source))).toBe(true);
  });

  it('give the useful god by more than one school, each with its reasoning', () => {
    // A wood day in mid-winter, cold: 《穷通宝鉴》 asks for 丁, then 庚 and 丙.
    const { strength, usefulGods } = detailsOf(chart('壬子 壬子 甲子 甲子'));
    expect(strength.verdict).toBe('从强');
    expect(usefulGods.map(({ school, elements }) => [school, ...elements])).toEqual([
      ['扶抑', '木', '水'],
      ['调候', '火', '金'],
    ]);
    expect(usefulGods.every(({ reasoning }) => reasoning.length > 10)).toBe(true);
  });
});

const sum = (terms: readonly { points: number }[]) => terms.reduce((total, { points }) => total + points, 0);
