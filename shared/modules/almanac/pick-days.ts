import type { almanacPick, Purpose } from '../../contracts/almanac/pick.js';
import type { Output, Parsed } from '../../contracts/contract.js';
import { branchOf } from '../bazi/chart/sexagenary.js';
import { yearPillar } from '../bazi/luck/flow.js';
import { dateOf, essentialsOf, solarDayOf } from './day-of.js';

/** What an almanac calls it. */
const NAMES: Record<Purpose, readonly string[]> = {
  wedding: ['嫁娶'],
  engagement: ['订盟', '纳采', '订婚'],
  moving: ['移徙', '入宅'],
  opening: ['开市'],
  contract: ['立券', '交易'],
  travel: ['出行'],
  construction: ['动土', '修造'],
  study: ['入学', '习艺'],
  haircut: ['理发', '剃头', '整手足甲'],
};

/** 除危定执黄，成开皆可用，建满平收黑，闭破不相当 (《协纪辨方书》卷四 建除十二神). */
const DUTIES: Record<string, number> = {
  ...{ 除: 10, 危: 10, 定: 10, 执: 10, 成: 10, 开: 10 },
  ...{ 建: -5, 满: -5, 平: -5, 收: -5, 闭: -10, 破: -20 },
};
const RECOMMENDED = 60;
const ECLIPTIC = 15;
const MANSION = 5;
const MOST_DAYS = 30;

type Picked = Output<typeof almanacPick>;

/**
 * The days of a stretch of time on which an almanac recommends something, the best first, with the reasons. Days that it advises
 * against, or that clash with the year of somebody's birth, are left out and counted.
 */
export function pickDays({ purpose, from, days, birthYears, weekendsOnly }: Parsed<typeof almanacPick>): Picked {
  const names = NAMES[purpose];
  const born = birthYears.map((year) => branchOf(yearPillar(year)));
  const left = { notRecommended: 0, avoided: 0, clashing: 0, notWeekend: 0 };
  const found: Picked['days'] = [];
  const first = solarDayOf(from);
  for (let place = 0; place < days; place += 1) {
    const solar = first.next(place);
    const weekend = [0, 6].includes(solar.getWeek().getIndex());
    if (weekendsOnly && !weekend) {
      left.notWeekend += 1;
      continue;
    }
    const date = dateOf(solar);
    const day = essentialsOf(solar);
    if (day.avoids.includes('诸事不宜') || names.some((name) => day.avoids.includes(name))) left.avoided += 1;
    else if (!names.some((name) => day.recommends.includes(name))) left.notRecommended += 1;
    else if (born.some((branch) => branch === day.clash.branch)) left.clashing += 1;
    else found.push({ date, lunar: day.lunar, ganzhi: day.pillar, weekend, ...judged(day, names) });
  }
  found.sort((one, other) => other.score - one.score || (one.date < other.date ? -1 : 1));
  return { days: found.slice(0, MOST_DAYS), looked: days, left };
}

function judged({ recommends, duty, star, mansion, clash }: ReturnType<typeof essentialsOf>, names: readonly string[]) {
  const fitting = names.filter((name) => recommends.includes(name));
  const byDuty = DUTIES[duty] ?? 0;
  const score =
    RECOMMENDED +
    byDuty +
    (star.ecliptic === '黄道' ? ECLIPTIC : -ECLIPTIC) +
    (mansion.luck === '吉' ? MANSION : -MANSION);
  const reasons = [
    `宜${fitting.join('、')}`,
    `值日${duty}，${byDuty > 0 ? '可用' : '次之'}`,
    `${star.name}${star.ecliptic}`,
    `${mansion.name}宿${mansion.luck}`,
    `冲${clash.zodiac}`,
  ];
  return { score, reasons };
}
