import { BRANCHES, type Branch, modulo, STEMS, type Stem } from './sexagenary.js';

/** The five elements 五行, each bringing forth the next. */
export const ELEMENTS = ['木', '火', '土', '金', '水'] as const;
export type Element = (typeof ELEMENTS)[number];

/** What one element is to another. */
export type Relation = 'same' | 'child' | 'wealth' | 'officer' | 'parent';

const RELATIONS: readonly Relation[] = ['same', 'child', 'wealth', 'officer', 'parent'];

export function elementOfStem(stem: Stem): Element {
  return ELEMENTS[Math.floor(STEMS.indexOf(stem) / 2)]!;
}

/** The element of a branch's own nature: 辰戌丑未 are earth. */
export function elementOfBranch(branch: Branch): Element {
  const place = BRANCHES.indexOf(branch);
  if (place % 3 === 1) return '土';
  return (['水', '木', '火', '金'] as const)[Math.floor((place + 1) / 3) % 4]!;
}

/** What `other` is to `self`: brought forth by it (child), ruled by it (wealth), ruling it (officer), or bringing it forth (parent). */
export function relationOf(self: Element, other: Element): Relation {
  return RELATIONS[modulo(ELEMENTS.indexOf(other) - ELEMENTS.indexOf(self), 5)]!;
}

/** The element that is `relation` to `self`. */
export function elementThatIs(relation: Relation, self: Element): Element {
  return ELEMENTS[(ELEMENTS.indexOf(self) + RELATIONS.indexOf(relation)) % 5]!;
}

export function isYang(stem: Stem): boolean {
  return STEMS.indexOf(stem) % 2 === 0;
}
