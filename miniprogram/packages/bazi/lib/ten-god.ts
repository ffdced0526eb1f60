const STEMS = '甲乙丙丁戊己庚辛壬癸';
const GODS = ['比肩', '劫财', '食神', '伤官', '偏财', '正财', '七杀', '正官', '偏印', '正印'];
/** What each element is to the day's, counted along 木火土金水: itself, its child, its wealth, its officer, its parent. */
export const KINDS = ['比劫', '食伤', '财星', '官杀', '印星'];

/** What a stem is to the day's stem 十神. */
export function tenGod(dayStem: string, stem: string): string {
  const [day, other] = [STEMS.indexOf(dayStem), STEMS.indexOf(stem)];
  const distance = (Math.floor(other / 2) - Math.floor(day / 2) + 5) % 5;
  return GODS[distance * 2 + ((day ^ other) & 1)]!;
}
