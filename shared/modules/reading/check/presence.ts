import { ALL_NAYINS, ALL_STARS, type Known } from './known.js';
import { GOD, NEGATION } from './notation.js';

/** What a clause says to be there and is not, or not to be there and is: ten gods, stars, sounds, strength, shares. */
export function wrongPresence(clause: string, known: Known): string[] {
  const denied = NEGATION.test(clause);
  return [
    ...wrongGods(clause, known, denied),
    ...wrongStars(clause, known, denied),
    ...ALL_NAYINS.filter((sound) => clause.includes(sound) && !denied && !known.nayins.has(sound)).map(
      (sound) => `命局没有纳音${sound}`,
    ),
    ...wrongStrength(clause, known, denied),
    ...[...clause.matchAll(/(\d+(?:\.\d+)?)%/g)].flatMap(([, share]) =>
      known.percents.has(String(Number(share))) ? [] : [`没有 ${share}% 这一比重`],
    ),
  ];
}

function wrongGods(clause: string, { gods, timeGods, focus }: Known, denied: boolean): string[] {
  const named = [...clause.matchAll(new RegExp(`(${GOD})`, 'g'))].map(([, god]) => god!);
  if (denied) return named.filter((god) => gods.has(god)).map((god) => `命局有${god}，不能说没有`);
  // Decades other than the present one are named with their pillar, and compared with it.
  const ofDecades = new Set<string>([...clause.matchAll(/[甲乙丙丁戊己庚辛壬癸]/g)].map(([stem]) => focus.godOf(stem)));
  const absent = named.filter((god) => !gods.has(god) && !timeGods.has(god) && !ofDecades.has(god));
  return absent.map((god) => `命局与所问的时间没有${god}`);
}

function wrongStars(clause: string, { stars }: Known, denied: boolean): string[] {
  return ALL_STARS.flatMap((name) => {
    // 咸池（桃花）goes by either name.
    const names = name.replace(/[）)]/g, '').split(/[（(]/);
    if (!names.some((one) => clause.includes(one)) || stars.has(name) !== denied) return [];
    return [denied ? `命局有${names[0]}，不能说没有` : `命局没有${names[0]}`];
  });
}

const STRONG = ['身强', '从强'];
const WEAK = ['身弱', '从弱'];

function wrongStrength(clause: string, { chart }: Known, denied: boolean): string[] {
  const { verdict } = chart.details.strength;
  if (denied) return clause.includes(verdict) ? [`日主为${verdict}，不能说不是`] : [];
  const said: [RegExp, readonly string[]][] = [
    [/身强|身旺|日[主元]偏?[强旺]/, STRONG],
    [/身弱|日[主元]偏?弱/, WEAK],
    [/从强/, ['从强']],
    [/从弱/, ['从弱']],
    [/日[主元]中和|身中和/, ['中和']],
  ];
  return said.flatMap(([pattern, fits]) =>
    pattern.test(clause) && !fits.includes(verdict) ? [`日主为${verdict}，不是${pattern.exec(clause)![0]}`] : [],
  );
}
