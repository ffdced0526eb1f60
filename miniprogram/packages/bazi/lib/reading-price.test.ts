import { describe, expect, it } from 'vitest';
import { readingStart } from '../../../../shared/contracts/reading/start.js';
import { type AskForm, askedOf, yearsToAsk } from './ask-form';
import type { Reading } from './follow-reading';
import { type Benefits, lowestPass, type Offers, readingPrice } from './reading-price';
import { sectionsOf } from './reading-view';

const held = (free: number, plan: number | null, passes: number): Benefits => ({
  free: { perDay: 3, left: free },
  passes: { left: passes, nextEnds: null },
  plan: plan === null ? null : { title: '月卡', perDay: 5, left: plan, startedAt: '' as never, until: '' as never },
  grants: [],
});
const offer = (price: number, passes: number) => ({ price, passes }) as Offers[number];
const offers = [offer(2990, 0), offer(990, 1), offer(2580, 3)];

describe('what a reading is taken from', () => {
  it.each([
    [true, held(2, 3, 4), 'free', '开始解读'],
    [false, held(2, 3, 4), 'plan', '开始解读'],
    [true, held(0, 0, 4), 'pass', '用 1 张解读券'],
    [false, held(2, null, 0), 'buy', '购买解读券 ¥9.90 起'],
    [true, held(0, 0, 0), 'buy', '购买解读券 ¥9.90 起'],
  ])('is said before it is taken: %#', (free, benefits, way, button) => {
    expect(readingPrice(free, benefits, offers)).toMatchObject({ way, button });
  });

  it('has no price where nothing is sold', () => {
    expect(lowestPass([offer(2990, 0)])).toBeNull();
    expect(readingPrice(false, held(0, null, 0), []).button).toBe('了解会员');
  });
});

describe('what is asked', () => {
  const form = (change: Partial<AskForm>): AskForm => ({ topic: '', year: 2026, month: 3, question: '', ...change });
  const subject = {
    birth: { calendar: 'solar', year: 1990, month: 1, day: 1 },
    ...{ sex: 'male', ziRule: 'day-at-23', trueSolar: false, adult: true },
  };

  it('has what its topic needs and nothing else, as the contract wants it', () => {
    const topics = ['career', 'year', 'month', 'today', 'question'] as const;
    for (const topic of topics) {
      const asked = askedOf(form({ topic, question: ' 今年适合\n换工作吗 ' }));
      expect('asked' in asked && readingStart.input.safeParse({ ...subject, ...asked.asked }).success, topic).toBe(
        true,
      );
    }
  });

  it('is not sent without a topic or with half a question', () => {
    expect(askedOf(form({}))).toEqual({ problem: '请选择想看的主题' });
    expect(askedOf(form({ topic: 'question', question: ' 好吗 ' }))).toHaveProperty('problem');
  });

  it('may be about any year from birth to ten years from now', () => {
    const years = yearsToAsk(1990, 2026);
    expect([years[0], years[years.length - 1]]).toEqual([1990, 2036]);
    expect(yearsToAsk(2030, 2026)[0]).toBe(2026);
  });
});

it('a section has each fact that it rests on once, under a short name', () => {
  const facts = [
    { id: 'F1', text: '四柱：年柱庚午、月柱癸未' },
    { id: 'F8', text: '第四步大运己卯在二零二零年：虚岁 31 岁' },
  ];
  const segments = [{ place: 0, title: '命局根基', text: '一行。\n二行。', facts: ['F1', 'F8', 'F1'] }];
  const [section] = sectionsOf({ facts, segments } as unknown as Reading);
  expect(section!.paragraphs).toEqual(['一行。', '二行。']);
  expect(section!.facts.map(({ name }) => name)).toEqual(['四柱', '第四步大运己卯在二零…']);
});
