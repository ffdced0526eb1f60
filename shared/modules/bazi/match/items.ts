import { type Element, elementOfStem, relationOf } from '../chart/elements.js';
import { nayin } from '../chart/nayin.js';
import { relationsOf } from '../chart/relations.js';
import { branchOf, type CycleIndex, stemOf } from '../chart/sexagenary.js';

/** One item of a match, and why it has its score. */
export interface Item {
  name: string;
  score: number;
  most: number;
  reason: string;
  source: string;
}

/** What of a chart a match looks at. */
export interface Side {
  year: CycleIndex;
  day: CycleIndex;
  /** Elements that would balance the chart. */
  wanted: readonly Element[];
  /** Shares of the elements, in percent. */
  shares: ReadonlyMap<Element, number>;
}

/** The weights are our own; the items are those that the books look at. */
export const METHOD =
  '年支 15 分、日干 25 分、日支 25 分、年命纳音 10 分、五行互补 25 分，合计 100 分。分项取自典籍，分值为本应用所定，仅作相处参考。';

/** What the relation of two branches is worth, of ten, the best that applies first. */
const BRANCHES: readonly (readonly [kind: string, tenths: number])[] = [
  ['地支六合', 10],
  ['地支半合', 9],
  ['地支六冲', 3],
  ['地支相刑', 4],
  ['地支自刑', 5],
  ['地支六害', 4],
  ['地支六破', 5],
];
const NEUTRAL = 7;

/** The items of a match; who is first makes no difference to the score. */
export function matchItems(one: Side, other: Side): Item[] {
  return [
    branches('年支（家世与大方向）', 15, one.year, other.year, '《三命通会》卷二 论合、论冲击'),
    dayStems(one, other),
    branches('日支（相处之宫）', 25, one.day, other.day, '《渊海子平》论日为主'),
    sounds(one, other),
    complements(one, other),
  ];
}

function branches(name: string, most: number, one: CycleIndex, other: CycleIndex, source: string): Item {
  const kinds = between(one, other).filter((kind) => kind.startsWith('地支'));
  const found = BRANCHES.find(([kind]) => kinds.includes(kind));
  const [a, b] = [branchOf(one), branchOf(other)];
  const reason = found ? `${a}与${b}${found[0].slice(2)}` : `${a}与${b}无合无冲，平和`;
  return { name, score: Math.round((most * (found?.[1] ?? NEUTRAL)) / 10), most, reason, source };
}

function dayStems(one: Side, other: Side): Item {
  const [a, b] = [stemOf(one.day), stemOf(other.day)];
  const [first, second] = [elementOfStem(a), elementOfStem(b)];
  const source = '《三命通会》卷二 论十干合';
  const name = '日干（性情）';
  if (between(one.day, other.day).includes('天干五合')) {
    return { name, score: 25, most: 25, reason: `${a}与${b}五合，彼此吸引`, source };
  }
  switch (relationOf(first, second)) {
    case 'same':
      return { name, score: 17, most: 25, reason: `同属${first}，志趣相近，也易各持己见`, source };
    case 'child':
      return { name, score: 21, most: 25, reason: `${first}生${second}，一方愿意付出`, source };
    case 'parent':
      return { name, score: 21, most: 25, reason: `${second}生${first}，一方愿意付出`, source };
    default:
      return { name, score: 12, most: 25, reason: `${first}与${second}相克，需要多些体谅`, source };
  }
}

function sounds(one: Side, other: Side): Item {
  const [a, b] = [nayin(one.year), nayin(other.year)];
  const [first, second] = [a.at(-1) as Element, b.at(-1) as Element];
  const relation = relationOf(first, second);
  const [score, word] =
    relation === 'same' ? [8, '比和'] : relation === 'child' || relation === 'parent' ? [10, '相生'] : [5, '相克'];
  return { name: '年命纳音', score, most: 10, reason: `${a}与${b}${word}`, source: '《三命通会》卷一 论纳音取象' };
}

/** How much each has of what the other is short of. */
function complements(one: Side, other: Side): Item {
  const given = (wanted: readonly Element[], { shares }: Side) =>
    wanted.reduce((sum, element) => sum + (shares.get(element) ?? 0), 0) / wanted.length;
  const toOne = given(one.wanted, other);
  const toOther = given(other.wanted, one);
  // A fifth is what each element has on average; two fifths is plenty.
  const score = Math.round(25 * Math.min(1, (toOne + toOther) / 2 / 40));
  const reason = `一方所喜的${one.wanted.join('、')}，在对方平均占 ${toOne.toFixed(1)}%；另一方所喜的${other.wanted.join('、')}，占 ${toOther.toFixed(1)}%`;
  return { name: '五行互补', score, most: 25, reason, source: '《子平真诠》论用神' };
}

function between(one: CycleIndex, other: CycleIndex): string[] {
  return relationsOf([
    ['year', one],
    ['day', other],
  ]).map(({ kind }) => kind);
}
