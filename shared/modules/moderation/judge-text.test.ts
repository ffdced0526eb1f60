import { describe, expect, it } from 'vitest';
import { asCall } from '../../../tests/kit/in-process.js';
import { judgeText, refusedIn } from './judge-text.js';
import { wordFilter } from './word-filter.js';
import { REVIEW_REJECTS } from './words.js';

describe('the word list', () => {
  it.each(['赌博', '赌 博', '赌*博', '賭博', '赌\u200b博', 'Ａ赌．博', '教人赌-博的'])('finds %s', (text) => {
    expect(refusedIn(text)).toContain('赌博');
  });

  it.each([...['赌\ufe0f博', '赌\u034f博', '赌\u3164博', '赌\uffa0博', '赌\u0301博', '赌\ue000博', '赌\u{e0100}博']])(
    'finds what is hidden by characters that nobody sees: %j',
    (text) => {
      expect(refusedIn(text)).toContain('赌博');
    },
  );

  it.each([
    ...[
      '抑鬱症',
      '確診',
      '流產',
      '壽命幾何',
      '活不過',
      '喪命',
      '暴斃',
      '自殘',
      '輕生',
      '喪偶',
      '陽壽',
      '賭場',
      '彩票號碼',
    ],
    ...[
      '中獎號碼',
      '老虎機',
      '百家樂',
      '穩賺',
      '剋夫',
      '大禍臨頭',
      '滅頂之災',
      '牢獄之災',
      '永無翻身',
      '注定失敗',
      '必離婚',
    ],
    ...['必破產', '符呪', '請符', '大師親算', '養小鬼', '驅鬼', '約炮', '刷單', '套現', '代開發票'],
  ])('finds %s, which is written in traditional characters', (text) => {
    expect(refusedIn(text)).not.toEqual([]);
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

  it('by the platform that is set up for those whom WeChat does not know', async () => {
    const outside = { ...says('pass'), judgeOutside: async () => 'risky' as const };
    expect(await asCall(() => judgeText('今天适合读书', null, outside))).toBe('risky');
    expect(await asCall(() => judgeText('今天适合读书', 'o', outside))).toBe('pass');
    const broken = { ...says('pass'), judgeOutside: () => Promise.reject(new Error('no answer')) };
    expect(await asCall(() => judgeText('今天适合读书', null, broken))).toBe('review');
  });

  it('as one to look at, when the platform does not answer', async () => {
    const broken = { judge: () => Promise.reject(new Error('45009')) };
    expect(await asCall(() => judgeText('今天适合读书', 'o', broken))).toBe('review');
  });
});
