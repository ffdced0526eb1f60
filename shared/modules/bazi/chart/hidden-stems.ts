import type { Branch, Stem } from './sexagenary.js';

/** A stem inside of a branch 藏干, and how much of the branch it makes up, in tenths. */
export interface HiddenStem {
  stem: Stem;
  kind: '本气' | '中气' | '余气';
  tenths: number;
}

/**
 * The stems that a branch holds (《渊海子平》地支藏遁歌), its own first. How much each weighs differs from school to school; here
 * a single one is the whole, of two the own weighs 7, of three 6, 3 and 1.
 */
const stems: Record<Branch, readonly Stem[]> = {
  子: ['癸'],
  丑: ['己', '癸', '辛'],
  寅: ['甲', '丙', '戊'],
  卯: ['乙'],
  辰: ['戊', '乙', '癸'],
  巳: ['丙', '庚', '戊'],
  午: ['丁', '己'],
  未: ['己', '丁', '乙'],
  申: ['庚', '壬', '戊'],
  酉: ['辛'],
  戌: ['戊', '辛', '丁'],
  亥: ['壬', '甲'],
};

const shares: Record<number, readonly number[]> = { 1: [10], 2: [7, 3], 3: [6, 3, 1] };
const kinds = ['本气', '中气', '余气'] as const;

export function hiddenStems(branch: Branch): HiddenStem[] {
  const inside = stems[branch];
  return inside.map((stem, place) => ({ stem, kind: kinds[place]!, tenths: shares[inside.length]![place]! }));
}
