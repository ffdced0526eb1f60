import { elementOfBranch, elementOfStem } from '../../bazi/chart/elements.js';
import { relationsOf } from '../../bazi/chart/relations.js';
import { BRANCHES, type Branch, cycleOf, type Stem } from '../../bazi/chart/sexagenary.js';
import type { Known } from './known.js';
import { BRANCH, ELEMENT, GOD, STEM } from './notation.js';

/** One thing that a text may say wrongly: where it says it, and what is wrong with it, if anything is. */
interface Saying {
  says: RegExp;
  wrong(match: string[], known: Known): string | undefined;
}

const LINK = '(?:为|是|乃|属|:|,)?';

/** What is said of a pillar by its place, of a stem or a branch by itself, and of two branches together. */
export const sayings: readonly Saying[] = [
  {
    says: new RegExp(`([年月日时])柱${LINK}(${STEM}${BRANCH})`, 'g'),
    wrong: ([, place, pillar], { byPlace }) => differs(`${place}柱`, byPlace.get(place!)?.ganzhi, pillar!),
  },
  {
    says: new RegExp(`([年月日时])干${LINK}(?:透出|透)?(${STEM})`, 'g'),
    wrong: ([, place, stem], { byPlace }) => differs(`${place}干`, byPlace.get(place!)?.ganzhi[0], stem!),
  },
  {
    says: new RegExp(`([年月日时])支${LINK}(${BRANCH})`, 'g'),
    wrong: ([, place, branch], { byPlace }) => differs(`${place}支`, byPlace.get(place!)?.ganzhi[1], branch!),
  },
  {
    says: new RegExp(`(?:月令|生于|生在)${LINK}(${BRANCH})(?:月|,|$)`, 'g'),
    wrong: ([, branch], { byPlace }) => differs('月令', byPlace.get('月')?.ganzhi[1], branch!),
  },
  {
    says: new RegExp(`(?:日[主元干]|命主)${LINK}(${STEM})|(${STEM})${ELEMENT}?(?:日[主元]|命主)`, 'g'),
    wrong: ([, after, before], { chart }) => differs('日主', chart.details.dayStem, (after ?? before)!),
  },
  {
    says: new RegExp(`(?:日[主元]|命主)${LINK}(${ELEMENT})`, 'g'),
    wrong: ([, element], { chart }) => differs('日主五行', elementOfStem(chart.details.dayStem as Stem), element!),
  },
  {
    says: new RegExp(`([年月时])干${LINK}(?:透出|透|见)?(${GOD})`, 'g'),
    wrong: ([, place, god], { byPlace }) => differs(`${place}干十神`, byPlace.get(place!)?.tenGod, god!),
  },
  {
    says: new RegExp(`([年月日时])支${LINK}(?:藏|坐|见)?(${GOD})`, 'g'),
    wrong([, place, god], { byPlace }) {
      const hidden = byPlace.get(place!)?.hiddenStems.map(({ tenGod }) => tenGod as string) ?? [];
      return hidden.includes(god!) ? undefined : `${place}支没有${god}`;
    },
  },
  {
    says: new RegExp(`(${GOD})(?:在|居|坐|现|透|见|落|位)于?((?:[年月日时][干支柱][、和与]?)+)`, 'g'),
    wrong([, god, places], { byPlace }) {
      const named = [...places!.matchAll(/([年月日时])([干支柱])/g)];
      const absent = named.find(([, place, part]) => !godsAt(byPlace.get(place!), part!).includes(god!));
      return absent && `${absent[1]}${absent[2]}没有${god}`;
    },
  },
  {
    says: /([年月日时])[柱支](?:逢|落|坐|为|值)?空亡/g,
    wrong: ([, place], { byPlace }) => (byPlace.get(place!)?.isEmpty ? undefined : `${place}支不空`),
  },
  {
    says: /大?运(?:为|是|一路)?([顺逆])[排行布]|([顺逆])[排行布]大?运/g,
    wrong: ([, after, before], { chart }) =>
      differs('大运的方向', chart.luck.forward ? '顺' : '逆', (after ?? before)!),
  },
  {
    says: /(\d{1,3})岁(?:左右)?(?:开始)?(?:起|交|上)运|起运(?:于|在|年龄为)?(?:虚岁)?(\d{1,3})岁/g,
    wrong([, before, after], { chart }) {
      const { startsAfter, decades } = chart.luck;
      const said = Number(before ?? after);
      if ([startsAfter.years, startsAfter.years + 1, decades[0]!.startAge].includes(said)) return undefined;
      return `起运在出生后 ${startsAfter.years} 年，不是 ${said} 岁`;
    },
  },
  {
    says: new RegExp(`(?:有|见|透出|透|藏)(${STEM})(?!${BRANCH})`, 'g'),
    wrong: ([, stem], { stems }) => (stems.has(stem!) ? undefined : `命局与所问的时间没有${stem}`),
  },
  {
    says: new RegExp(`(${STEM})${ELEMENT}?(?:为|是|乃|\\()(${GOD})`, 'g'),
    wrong: ([, stem, god], { focus }) => differs(`${stem}`, focus.godOf(stem!), god!),
  },
  {
    says: new RegExp(`(${STEM})(${ELEMENT})`, 'g'),
    wrong: ([, stem, element]) => differs(`${stem}`, elementOfStem(stem as Stem), element!),
  },
  {
    says: new RegExp(`(${BRANCH})(${ELEMENT})`, 'g'),
    wrong: ([, branch, element]) => differs(`${branch}`, elementOfBranch(branch as Branch), element!),
  },
  {
    says: new RegExp(`(${BRANCH})(?:与|和|、)?(${BRANCH})(?:相|逢|六)?([冲合刑害破])`, 'g'),
    wrong([, one, other, kind]) {
      const kinds = relationsOf([
        ['year', ofBranch(one!)],
        ['month', ofBranch(other!)],
      ]).map((relation) => relation.kind);
      return kinds.some((found) => found.includes(kind!)) ? undefined : `${one}与${other}不相${kind}`;
    },
  },
];

/** The ten gods of a part of a pillar: 干 what is open, 支 what is hidden, 柱 both. */
function godsAt(pillar: ReturnType<Known['byPlace']['get']>, part: string): string[] {
  if (!pillar) return [];
  const hidden = pillar.hiddenStems.map(({ tenGod }) => tenGod);
  if (part === '支') return hidden;
  return part === '干' ? [pillar.tenGod] : [pillar.tenGod, ...hidden];
}

function differs(what: string, right: string | undefined, said: string): string | undefined {
  if (right === said) return undefined;
  return right === undefined ? `${what}不详，不能说是${said}` : `${what}是${right}，不是${said}`;
}

/** Any pillar with this branch. */
function ofBranch(branch: string) {
  const place = BRANCHES.indexOf(branch as Branch);
  return cycleOf(place, place);
}
