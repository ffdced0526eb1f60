import { SolarDay } from 'tyme4ts';
import type { almanacDay } from '../../contracts/almanac/day.js';
import type { Output } from '../../contracts/contract.js';

/** The calendar's own day of a date `YYYY-MM-DD`. */
export function solarDayOf(date: string): SolarDay {
  const [year, month, day] = date.split('-').map(Number);
  return SolarDay.fromYmd(year!, month!, day!);
}

/** The pillars of a day; year and month by the day, so that the day of a 节 belongs to what it begins. */
export function pillarsOf(solar: SolarDay) {
  const day = solar.getSixtyCycleDay();
  return { year: day.getYear().toString(), month: day.getMonth().toString(), day: day.getSixtyCycle().toString() };
}

/** The solar term that begins on a day, if one does. */
export function beginningTerm(solar: SolarDay): string | null {
  const term = solar.getTermDay();
  return term.getDayIndex() === 0 ? term.getSolarTerm().getName() : null;
}

/** The solar term that reigns on a day, which of its days it is, from 1, and the next. */
function seasonOf(solar: SolarDay) {
  const day = solar.getTermDay();
  const next = day.getSolarTerm().next(1);
  return {
    name: day.getSolarTerm().getName(),
    day: day.getDayIndex() + 1,
    next: { name: next.getName(), date: dateOf(next.getSolarDay()) },
  };
}

/** `YYYY-MM-DD`. */
export function dateOf(solar: SolarDay): string {
  return [solar.getYear(), solar.getMonth(), solar.getDay()].map((part) => String(part).padStart(2, '0')).join('-');
}

/** The festivals of the lunar calendar and of the civil one that fall on a day. */
export function festivalsOf(solar: SolarDay): string[] {
  return [solar.getLunarDay().getFestival(), solar.getFestival()].flatMap((one) => (one ? [one.getName()] : []));
}

/** What of a day a choice among days looks at. */
export function essentialsOf(solar: SolarDay) {
  const lunar = solar.getLunarDay();
  const day = solar.getSixtyCycleDay();
  const pillar = day.getSixtyCycle();
  const star = day.getTwelveStar();
  const mansion = lunar.getTwentyEightStar();
  const branch = pillar.getEarthBranch();
  return {
    lunar: lunar.toString(),
    pillar: pillar.toString(),
    /** 建除十二神. */
    duty: day.getDuty().getName(),
    star: { name: star.getName(), ecliptic: star.getEcliptic().getName() === '黄道' ? '黄道' : '黑道' } as const,
    recommends: day.getRecommends().map((one) => one.getName()),
    avoids: day.getAvoids().map((one) => one.getName()),
    mansion: {
      name: mansion.getName(),
      luck: luckOf(mansion.getLuck().getName()),
      fullName: [mansion, mansion.getSevenStar(), mansion.getAnimal()].map((part) => part.getName()).join(''),
    },
    clash: {
      branch: branch.getOpposite().getName(),
      zodiac: branch.getOpposite().getZodiac().getName(),
      direction: branch.getOminous().getName(),
    },
  };
}

/** What an almanac prints of a day: after 《钦定协纪辨方书》, as tyme4ts has it. */
export function dayOf(date: string): Output<typeof almanacDay> {
  const solar = solarDayOf(date);
  const { pillar: _, ...essentials } = essentialsOf(solar);
  const day = solar.getSixtyCycleDay();
  const stem = day.getSixtyCycle().getHeavenStem();
  const branch = day.getSixtyCycle().getEarthBranch();
  return {
    date,
    ...essentials,
    pillars: pillarsOf(solar),
    term: beginningTerm(solar),
    season: seasonOf(solar),
    festivals: festivalsOf(solar),
    directions: {
      joy: stem.getJoyDirection().getName(),
      wealth: stem.getWealthDirection().getName(),
      fortune: stem.getMascotDirection().getName(),
    },
    pengZu: [stem.getPengZuHeavenStem().getName(), branch.getPengZuEarthBranch().getName()],
    hours: day
      .getHours()
      .slice(0, 12)
      .map((hour) => ({
        ganzhi: hour.getSixtyCycle().toString(),
        star: hour.getTwelveStar().getName(),
        luck: luckOf(hour.getTwelveStar().getEcliptic().getLuck().getName()),
      })),
  };
}

function luckOf(name: string): '吉' | '凶' {
  return name === '吉' ? '吉' : '凶';
}
