import type { Output } from '../../../../shared/contracts/contract.js';
import type { readingGet } from '../../../../shared/contracts/reading/get.js';
import type { ChartRecord } from './current-subject';

type Fact = Output<typeof readingGet>['facts'][number];

/** Whether a reading is about a chart: its facts name the same pillars, and luck that runs the same way, which tells the sex. */
export function isReadingOf(
  facts: readonly Fact[],
  { pillars, sex }: { pillars: ChartRecord['pillars']; sex: 'male' | 'female' },
): boolean {
  const { year, month, day, hour } = pillars;
  const four = `四柱：年柱${year}、月柱${month}、日柱${day}、${hour ? `时柱${hour}` : '时辰不详'}`;
  const forward = '甲丙戊庚壬'.includes(year[0]!) === (sex === 'male');
  const way = `大运${forward ? '顺' : '逆'}排`;
  return facts.some(({ text }) => text === four) && facts.some(({ text }) => text.endsWith(way));
}
