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
    says: new RegExp(`日[主元]${LINK}(${STEM})|(${STEM})${ELEMENT}?日[主元]`, 'g'),
    wrong: ([, after, before], { chart }) => differs('日主', chart.details.dayStem, (after ?? before)!),
  },
  {
    says: new RegExp(`日[主元]${LINK}(${ELEMENT})`, 'g'),
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

function differs(what: string, right: string | undefined, said: string): string | undefined {
  if (right === said) return undefined;
  return right === undefined ? `${what}不详，不能说是${said}` : `${what}是${right}，不是${said}`;
}

/** Any pillar with this branch. */
function ofBranch(branch: string) {
  const place = BRANCHES.indexOf(branch as Branch);
  return cycleOf(place, place);
}
