import { describe, expect, it } from 'vitest';
import { asCall } from '../../../tests/kit/in-process.js';
import { judgeText, refusedIn } from './judge-text.js';
import { wordFilter } from './word-filter.js';
import { REVIEW_REJECTS } from './words.js';

describe('the word list', () => {
  it.each(['赌博', '赌 博', '赌*博', '賭博', '赌\u200b博', 'Ａ赌．博', '教人赌-博的'])('finds %s', (text) => {
    expect(refusedIn(text)).toContain('赌博');
  });

  it('finds every word of a text, also inside of another', () => {
    const find = wordFilter({ a: ['甲乙', '乙丙'], b: ['甲乙丙'] });
    expect(find('甲乙丙').map(({ word }) => word)).toEqual(['甲乙', '甲乙丙', '乙丙']);
  });

  it('lets pass what a chart is made of', () => {
    expect(refusedIn('日主壬水，生于巳月，七杀见于年支，宜守约尽职，积累信用。')).toEqual([]);
  });

  it('knows what a review of a mini-program refuses', () => {
    expect(wordFilter({ review: REVIEW_REJECTS })('今日运势').length).toBeGreaterThan(0);
  });
});

describe('a text is judged', () => {
  const says = (verdict: 'pass' | 'review' | 'risky') => ({ judge: async () => verdict });

  it('by the list first, and by the platform where it knows the user', async () => {
    expect(await asCall(() => judgeText('下注', 'o', says('pass')))).toBe('risky');
    expect(await asCall(() => judgeText('今天适合读书', 'o', says('review')))).toBe('review');
    expect(await asCall(() => judgeText('今天适合读书', null, says('risky')))).toBe('pass');
  });

  it('as one to look at, when the platform does not answer', async () => {
    const broken = { judge: () => Promise.reject(new Error('45009')) };
    expect(await asCall(() => judgeText('今天适合读书', 'o', broken))).toBe('review');
  });
});
