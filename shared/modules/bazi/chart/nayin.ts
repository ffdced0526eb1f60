import { BRANCHES, type Branch, type CycleIndex } from './sexagenary.js';

/** The thirty sounds 纳音 of the cycle of sixty, one for two pillars (《三命通会》卷一 论纳音取象). */
const SOUNDS = [
  ...['海中金', '炉中火', '大林木', '路旁土', '剑锋金', '山头火', '涧下水', '城头土', '白蜡金', '杨柳木'],
  ...['泉中水', '屋上土', '霹雳火', '松柏木', '长流水', '沙中金', '山下火', '平地木', '壁上土', '金箔金'],
  ...['覆灯火', '天河水', '大驿土', '钗钏金', '桑柘木', '大溪水', '沙中土', '天上火', '石榴木', '大海水'],
] as const;

export function nayin(index: CycleIndex): string {
  return SOUNDS[Math.floor(index / 2)]!;
}

/** The two branches that the ten days of a pillar leave empty 空亡. */
export function emptyBranches(index: CycleIndex): [Branch, Branch] {
  const first = (10 - Math.floor(index / 10) * 2 + 12) % 12;
  return [BRANCHES[first]!, BRANCHES[(first + 1) % 12]!];
}
