import { expect, it } from 'vitest';
import type { ChartRecord } from './current-subject';
import { peopleFound, pillarsLine, relationName, tagsInUse } from './people';

const person = (name: string, tags: string[] = [], relation: ChartRecord['relation'] = 'friend') =>
  ({ name, tags, relation }) as ChartRecord;
const records = [person('林小满', ['同学']), person('Anna', ['同学', '上海']), person('我', [], 'self')];

it('finds people by name or tag, in any case, oneself first', () => {
  const names = (text: string) => peopleFound(records, text).map(({ name }) => name);
  expect(names('')).toEqual(['我', '林小满', 'Anna']);
  expect(names(' anna ')).toEqual(['Anna']);
  expect(names('同学')).toEqual(['林小满', 'Anna']);
  expect(names('没有')).toEqual([]);
});

it('lists the tags in use by how often they are', () => {
  expect(tagsInUse(records)).toEqual(['同学', '上海']);
});

it('writes pillars on one line, without an hour that nobody knows', () => {
  expect(pillarsLine({ year: '庚午', month: '辛巳', day: '己亥', hour: '戊辰' })).toBe('庚午 辛巳 己亥 戊辰');
  expect(pillarsLine({ year: '庚午', month: '辛巳', day: '己亥', hour: null })).toBe('庚午 辛巳 己亥');
  expect(relationName('family')).toBe('家人');
});
