import { expect, it } from 'vitest';
import { type Match, matchParts, scoreWord, sumOf } from './match-parts';

const match = {
  score: 28,
  items: [
    { name: '年支（家世与大方向）', score: 11, most: 15, reason: '午与辰无合无冲', source: '《三命通会》' },
    { name: '日干（性情）', score: 17, most: 25, reason: '同属火', source: '《三命通会》' },
    { name: '五行互补', score: 0, most: 25, reason: '无', source: '《子平真诠》' },
  ],
} as unknown as Match;

it('shows each term of the sum with what it could have brought', () => {
  expect(matchParts(match).map(({ title, about, filled }) => [title, about, filled])).toEqual([
    ['年支', '家世与大方向', 73],
    ['日干', '性情', 68],
    ['五行互补', '', 0],
  ]);
  expect(sumOf(match)).toBe('11 + 17 + 0 = 28');
});

it('threatens nobody', () => {
  expect([100, 80, 66, 40, 0].map(scoreWord)).toEqual(['合处多', '合处多', '合多于异', '合异参半', '异处多，贵在体谅']);
});
