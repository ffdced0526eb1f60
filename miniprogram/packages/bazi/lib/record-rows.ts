import type { ChartRecord } from './current-subject';
import { peopleFound, relationName, tagsInUse } from './people';

const two = (number: number) => String(number).padStart(2, '0');

/** When somebody was born, as it was filled in: 公历 1990-05-11 08:20. */
export function birthLine({ birth }: ChartRecord['subject']): string {
  const { calendar, year, month, day, hour, minute = 0, isLeapMonth } = birth;
  const date = `${year}-${isLeapMonth ? '闰' : ''}${two(month)}-${two(day)}`;
  const time = hour === undefined ? '时辰不详' : `${two(hour)}:${two(minute)}`;
  return `${calendar === 'lunar' ? '农历' : '公历'} ${date} ${time}`;
}

const rowOf = ({ recordId, name, relation, tags, favourite, subject, pillars }: ChartRecord) => ({
  ...{ recordId, name, tags, favourite },
  own: relation === 'self',
  relation: relationName(relation),
  born: birthLine(subject),
  pillars: (['year', 'month', 'day', 'hour'] as const).map((place) => ({ place, ganzhi: pillars[place] ?? '—' })),
});

export type RecordRow = ReturnType<typeof rowOf>;

/** Those that have the text and the tag: oneself first, then favourites. */
export function recordRows(records: readonly ChartRecord[], text: string, tag: string): RecordRow[] {
  const found = peopleFound(records, text).filter(({ tags }) => tag === '' || tags.includes(tag));
  const rank = ({ relation, favourite }: ChartRecord) => (relation === 'self' ? 0 : favourite ? 1 : 2);
  return found.sort((one, other) => rank(one) - rank(other)).map(rowOf);
}

/** What the list can be narrowed to; nothing when no tag is in use. */
export function tagFilters(records: readonly ChartRecord[]): { value: string; label: string }[] {
  const tags = tagsInUse(records);
  return tags.length === 0 ? [] : [{ value: '', label: '全部' }, ...tags.map((tag) => ({ value: tag, label: tag }))];
}
