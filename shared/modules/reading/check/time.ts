import { godsOf, type Known } from './known.js';
import { BRANCH, GOD, NEGATION, STEM } from './notation.js';

/** What a clause says of pillars, years, ages and decades of luck that the chart does not bear out. */
export function wrongTimes(clause: string, known: Known): string[] {
  const years = numbers(clause, /(\d{4})年/g);
  const ages = numbers(clause, /(\d{1,3})(?:周?岁)/g);
  const pillars = [...clause.matchAll(new RegExp(`(?<!${STEM})(${STEM}${BRANCH})(?!${BRANCH}[冲合刑害破])`, 'g'))].map(
    ([, one]) => one!,
  );
  return [
    ...years.flatMap((year) => wrongYear(year, known)),
    ...ages.flatMap((age) => wrongAge(age, known)),
    ...wrongPair(years, ages, known),
    ...pillars.flatMap((pillar) => wrongPillar(pillar, years, known)),
    ...wrongYearPillar(clause, known),
    ...wrongDecade(clause, years, ages, known),
  ];
}

function wrongYear(year: number, { chart, focus }: Known): string[] {
  const last = chart.luck.decades.at(-1)!.startYear + 9;
  return year >= focus.bornIn && year <= last ? [] : [`${year}年不在所排的大运之内`];
}

function wrongAge(age: number, { chart }: Known): string[] {
  const last = chart.luck.decades.at(-1)!.startAge + 9;
  return age >= 1 && age <= last ? [] : [`${age}岁不在所排的大运之内`];
}

/** Where one year and one age stand together, they are the same year of life. */
function wrongPair(years: number[], ages: number[], { ageIn }: Known): string[] {
  if (years.length !== ages.length) return [];
  return years.flatMap((year, place) =>
    ageIn(year) === ages[place] ? [] : [`${year}年是虚岁${ageIn(year)}岁，不是${ages[place]}岁`],
  );
}

function wrongPillar(pillar: string, years: number[], { ganzhi, pillarOfYear }: Known): string[] {
  if (!exists(pillar)) return [`没有${pillar}这一干支`];
  if (ganzhi.has(pillar) || years.some((year) => pillarOfYear(year) === pillar)) return [];
  return [`${pillar}不在命局、大运和所问的时间之中`];
}

function exists(pillar: string): boolean {
  return '甲乙丙丁戊己庚辛壬癸'.indexOf(pillar[0]!) % 2 === '子丑寅卯辰巳午未申酉戌亥'.indexOf(pillar[1]!) % 2;
}

/** 2026年(丙午) and 2026丙午年 say which pillar a year has. */
function wrongYearPillar(clause: string, { pillarOfYear }: Known): string[] {
  const said = clause.matchAll(new RegExp(`(\\d{4})年?(?:为|是|\\(|,)?(${STEM}${BRANCH})(?!大?运)`, 'g'));
  return [...said].flatMap(([, year, pillar]) => {
    const right = pillarOfYear(Number(year));
    return right === pillar ? [] : [`${year}年是${right}年，不是${pillar}`];
  });
}

/** Years, ages and ten gods that are said of a decade of luck are its own. */
function wrongDecade(clause: string, years: number[], ages: number[], known: Known): string[] {
  const said = new RegExp(`(${STEM}${BRANCH})(?:这?步)?大?运|大?运(?:为|是|走|行|入|交|:)?(${STEM}${BRANCH})`).exec(
    clause,
  );
  if (!said) return [];
  const name = (said[1] ?? said[2])!;
  const decade = known.chart.luck.decades.find(({ ganzhi }) => ganzhi === name);
  if (!decade) return [`没有${name}这一步大运`];
  const { startYear, startAge } = decade;
  const within = (value: number, from: number) => value >= from && value <= from + 9;
  const gods = new Set(godsOf(name, known.focus));
  const wrongGods = NEGATION.test(clause)
    ? []
    : [...clause.matchAll(new RegExp(`运[^年月日时]{0,6}(?:为|是|逢|见|透)(${GOD})`, 'g'))];
  return [
    ...years.filter((year) => !within(year, startYear)).map((year) => `${year}年不在${name}大运`),
    ...ages.filter((age) => !within(age, startAge)).map((age) => `${age}岁不在${name}大运`),
    ...wrongGods.filter(([, god]) => !gods.has(god!)).map(([, god]) => `${name}大运不是${god}`),
  ];
}

function numbers(clause: string, pattern: RegExp): number[] {
  return [...clause.matchAll(pattern)].map(([, digits]) => Number(digits));
}
