import type { Output } from '../../../../shared/contracts/contract.js';
import type { readingDaily } from '../../../../shared/contracts/reading/daily.js';
import type { ShareCard } from './share-card';

type Daily = Pick<Output<typeof readingDaily>, 'date' | 'text' | 'relations'>;

/** What a card says of a day: what the day does with a hidden hour is left out, as the server leaves it out. */
export function lineOfDay({ date, text, relations }: Daily, hideHour: boolean): ShareCard['line'] {
  const [, month, day] = date.split('-').map(Number);
  return { title: `${month}月${day}日`, texts: [hideHour ? withoutHour(text, relations) : text] };
}

function withoutHour(text: string, relations: readonly string[]): string {
  const rest = relations.filter((relation) => !relation.startsWith('时柱'));
  if (rest.length === relations.length) return text;
  const [god = ''] = text.split('与命局：');
  return [
    god,
    rest.length > 0 ? `与命局：${rest.join('、')}。` : '与命局无合无冲，平常心即可。',
    rest.some((relation) => relation.includes('冲')) ? '行程与约定宜留些余地。' : '按部就班即可。',
  ].join('');
}

/** The sections of a reading, by their titles. */
export const lineOfReading = (segments: readonly { title: string }[]): ShareCard['line'] => ({
  title: '解读',
  texts: segments.map(({ title }) => title),
});
