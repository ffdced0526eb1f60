import type { Element } from './elements.js';
import { type Branch, branchOf, type CycleIndex, type Stem, stemOf } from './sexagenary.js';

/** A place among the four pillars. */
export type Place = 'year' | 'month' | 'day' | 'hour';

export type RelationKind =
  | '天干五合'
  | '天干相冲'
  | '地支六合'
  | '地支三合'
  | '地支半合'
  | '地支三会'
  | '地支六冲'
  | '地支相刑'
  | '地支自刑'
  | '地支六害'
  | '地支六破';

/** Stems or branches of a chart that act upon each other. */
export interface ChartRelation {
  kind: RelationKind;
  places: Place[];
  /** The stems or branches, in the order of the places. */
  members: string;
  /** The element that a combination tends to. */
  element?: Element;
}

const STEM_COMBINATIONS: Record<string, Element> = { 甲己: '土', 乙庚: '金', 丙辛: '水', 丁壬: '木', 戊癸: '火' };
const STEM_CLASHES = ['甲庚', '乙辛', '丙壬', '丁癸'];
const SIX_COMBINATIONS: Record<string, Element> = {
  子丑: '土',
  寅亥: '木',
  卯戌: '火',
  辰酉: '金',
  巳申: '水',
  午未: '土',
};
const CLASHES = ['子午', '丑未', '寅申', '卯酉', '辰戌', '巳亥'];
const HARMS = ['子未', '丑午', '寅巳', '卯辰', '申亥', '酉戌'];
const BREAKS = ['子酉', '午卯', '申巳', '寅亥', '辰丑', '戌未'];
const PUNISHMENTS = ['子卯', '寅巳', '巳申', '寅申', '丑戌', '戌未', '丑未'];
const SELF_PUNISHMENTS = '辰午酉亥';
const TRINES: Record<string, Element> = { 申子辰: '水', 亥卯未: '木', 寅午戌: '火', 巳酉丑: '金' };
const SEASONS: Record<string, Element> = { 寅卯辰: '木', 巳午未: '火', 申酉戌: '金', 亥子丑: '水' };

/**
 * Every combination, clash, punishment, harm and break among the pillars (《三命通会》卷二 论合、论冲击、论三刑、论六害；
 * 《五行大义》卷二). What of them takes effect is for the reading to judge.
 */
export function relationsOf(pillars: readonly (readonly [Place, CycleIndex])[]): ChartRelation[] {
  const stems = pillars.map(([place, index]) => ({ place, member: stemOf(index) as Stem }));
  const branches = pillars.map(([place, index]) => ({ place, member: branchOf(index) as Branch }));
  const trines = groups(branches, TRINES, '地支三合');
  return [
    ...pairs(stems, (pair) => combined('天干五合', STEM_COMBINATIONS, pair)),
    ...pairs(stems, (pair) => listed('天干相冲', STEM_CLASHES, pair)),
    ...trines,
    ...groups(branches, SEASONS, '地支三会'),
    ...pairs(branches, (pair) => (trines.length > 0 ? undefined : halfTrine(pair))),
    ...pairs(branches, (pair) => combined('地支六合', SIX_COMBINATIONS, pair)),
    ...pairs(branches, (pair) => listed('地支六冲', CLASHES, pair)),
    ...pairs(branches, (pair) => listed('地支相刑', PUNISHMENTS, pair)),
    ...pairs(branches, ([a, b]) => (a === b && SELF_PUNISHMENTS.includes(a) ? { kind: '地支自刑' } : undefined)),
    ...pairs(branches, (pair) => listed('地支六害', HARMS, pair)),
    ...pairs(branches, (pair) => listed('地支六破', BREAKS, pair)),
  ];
}

interface Member {
  place: Place;
  member: string;
}
type Found = Pick<ChartRelation, 'kind' | 'element'> | undefined;

function pairs(members: readonly Member[], judge: (pair: [string, string]) => Found): ChartRelation[] {
  return members.flatMap((first, at) =>
    members.slice(at + 1).flatMap((second) => {
      const found = judge([first.member, second.member]);
      return found ? [{ ...found, places: [first.place, second.place], members: first.member + second.member }] : [];
    }),
  );
}

function groups(members: readonly Member[], table: Record<string, Element>, kind: RelationKind): ChartRelation[] {
  return Object.entries(table).flatMap(([three, element]) => {
    const inside = members.filter(({ member }) => three.includes(member));
    if (new Set(inside.map(({ member }) => member)).size < 3) return [];
    const places = inside.map(({ place }) => place);
    return [{ kind, element, places, members: inside.map(({ member }) => member).join('') }];
  });
}

function combined(kind: RelationKind, table: Record<string, Element>, [a, b]: [string, string]): Found {
  const element = table[a + b] ?? table[b + a];
  return element === undefined ? undefined : { kind, element };
}

function listed(kind: RelationKind, list: readonly string[], [a, b]: [string, string]): Found {
  return list.includes(a + b) || list.includes(b + a) ? { kind } : undefined;
}

/** Two of a trine, of which one is its middle: 子卯午酉. */
function halfTrine([a, b]: [string, string]): Found {
  const trine = Object.entries(TRINES).find(([three]) => three.includes(a) && three.includes(b));
  if (!trine || a === b) return undefined;
  const [three, element] = trine;
  return [a, b].includes(three[1]!) ? { kind: '地支半合', element } : undefined;
}
