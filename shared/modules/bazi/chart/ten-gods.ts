import { elementOfStem, isYang, type Relation, relationOf } from './elements.js';
import type { Stem } from './sexagenary.js';

/** The ten gods 十神. */
export type TenGod = '比肩' | '劫财' | '食神' | '伤官' | '偏财' | '正财' | '七杀' | '正官' | '偏印' | '正印';

/** By relation: the one of the same polarity as the day's stem, then the one of the other. */
const gods: Record<Relation, readonly [TenGod, TenGod]> = {
  same: ['比肩', '劫财'],
  child: ['食神', '伤官'],
  wealth: ['偏财', '正财'],
  officer: ['七杀', '正官'],
  parent: ['偏印', '正印'],
};

/** What a stem is to the day's stem (《渊海子平》论十神). */
export function tenGod(dayStem: Stem, stem: Stem): TenGod {
  const relation = relationOf(elementOfStem(dayStem), elementOfStem(stem));
  return gods[relation][isYang(dayStem) === isYang(stem) ? 0 : 1];
}
