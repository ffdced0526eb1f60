/** The ten heavenly stems 天干, in order. */
export const STEMS = ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛', '壬', '癸'] as const;
export type Stem = (typeof STEMS)[number];

/** The twelve earthly branches 地支, in order. */
export const BRANCHES = ['子', '丑', '寅', '卯', '辰', '巳', '午', '未', '申', '酉', '戌', '亥'] as const;
export type Branch = (typeof BRANCHES)[number];

/** The place of a pillar in the cycle of sixty: 0 is 甲子, 59 is 癸亥. */
export type CycleIndex = number & { readonly sexagenary: unique symbol };

/** A pillar as it is written: a stem, then a branch of the same parity. */
export type Ganzhi = `${Stem}${Branch}`;

/** The place in the cycle that `count` comes to, whatever its size and sign. */
export function cycle(count: number): CycleIndex {
  return modulo(count, 60) as CycleIndex;
}

/** The place in the cycle of the pillar with this stem and this branch, by their places. They must be of one parity. */
export function cycleOf(stem: number, branch: number): CycleIndex {
  return cycle(6 * modulo(stem, 10) - 5 * modulo(branch, 12));
}

export function ganzhi(index: CycleIndex): Ganzhi {
  return `${stemOf(index)}${branchOf(index)}`;
}

/** The place in the cycle of a written pillar. */
export function indexOf(pillar: Ganzhi): CycleIndex {
  return cycleOf(STEMS.indexOf(pillar[0] as Stem), BRANCHES.indexOf(pillar[1] as Branch));
}

export function stemOf(index: CycleIndex): Stem {
  return STEMS[index % 10]!;
}

export function branchOf(index: CycleIndex): Branch {
  return BRANCHES[index % 12]!;
}

/** The remainder that is never negative. */
export function modulo(value: number, by: number): number {
  return ((value % by) + by) % by;
}
