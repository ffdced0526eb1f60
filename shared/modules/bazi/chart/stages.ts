import { isYang } from './elements.js';
import { BRANCHES, type Branch, modulo, type Stem } from './sexagenary.js';

/** The twelve stages of life 十二长生, in order. */
export const STAGES = ['长生', '沐浴', '冠带', '临官', '帝旺', '衰', '病', '死', '墓', '绝', '胎', '养'] as const;
export type Stage = (typeof STAGES)[number];

/** Where each stem is born (《三命通会》卷二): yang stems go on with the branches, yin stems against them; earth with fire. */
const birthplaces: Record<Stem, Branch> = {
  甲: '亥',
  乙: '午',
  丙: '寅',
  丁: '酉',
  戊: '寅',
  己: '酉',
  庚: '巳',
  辛: '子',
  壬: '申',
  癸: '卯',
};

/** The stage of life that a stem has reached in a branch. */
export function stageOf(stem: Stem, branch: Branch): Stage {
  const distance = BRANCHES.indexOf(branch) - BRANCHES.indexOf(birthplaces[stem]);
  return STAGES[modulo(isYang(stem) ? distance : -distance, 12)]!;
}
