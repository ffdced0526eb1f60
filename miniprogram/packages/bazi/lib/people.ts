import type { ChartRecord } from './current-subject';

type Relation = ChartRecord['relation'];

/** What somebody is to the member. */
export const RELATIONS: readonly { value: Relation; label: string }[] = [
  { value: 'self', label: '自己' },
  { value: 'family', label: '家人' },
  { value: 'friend', label: '朋友' },
  { value: 'other', label: '其他' },
];

export const relationName = (relation: Relation): string =>
  RELATIONS.find(({ value }) => value === relation)?.label ?? '其他';

/** The pillars on one line; nothing stands for an hour that nobody knows. */
export const pillarsLine = ({ year, month, day, hour }: ChartRecord['pillars']): string =>
  [year, month, day, ...(hour ? [hour] : [])].join(' ');

/** Those whose name or one of whose tags has the text, oneself first. */
export function peopleFound(records: readonly ChartRecord[], text: string): ChartRecord[] {
  const wanted = text.trim().toLowerCase();
  const found = records.filter(({ name, tags }) => [name, ...tags].some((one) => one.toLowerCase().includes(wanted)));
  return found.sort((one, other) => Number(other.relation === 'self') - Number(one.relation === 'self'));
}

/** The tags that are in use, the most used first. */
export function tagsInUse(records: readonly ChartRecord[]): string[] {
  const uses = new Map<string, number>();
  for (const tag of records.flatMap(({ tags }) => tags)) uses.set(tag, (uses.get(tag) ?? 0) + 1);
  return [...uses].sort(([, one], [, other]) => other - one).map(([tag]) => tag);
}
