import { describe, expect, it, vi } from 'vitest';
import * as share from '../../../../shared/contracts/share/share.js';
import { SHARE_PAGE, shareIdOf, shareLink, sharePath, shareTitle } from './share-address';
import { SHARE_NOTICE } from './share-notice';
import { cardPillars, expiryWords, opensWords } from './share-words';

const ID = 'shr_01JQZX4T9V8M2N6P0R3S5W7Y1A';

describe('a share', () => {
  it('is told of in the words of the server, and opens the page that the server names', () => {
    expect(SHARE_NOTICE).toBe(share.SHARE_NOTICE);
    expect(SHARE_PAGE).toBe(share.SHARE_PAGE);
  });

  it.each([
    [{ id: ID }, ID],
    [{ scene: ID }, ID],
    [{ scene: encodeURIComponent(ID) }, ID],
    [{ scene: '%E0%A4%A' }, undefined],
    [{ id: 'shr_short' }, undefined],
    [{ id: `${ID}&x=1` }, undefined],
    [{}, undefined],
  ])('is found in %j', (query, found) => expect(shareIdOf(query)).toBe(found));

  it('has an address in a browser alone', () => {
    expect(shareLink(ID)).toBeUndefined();
    vi.stubGlobal('YUNSHU_CHANNEL', 'h5');
    vi.stubGlobal('location', { href: 'https://bazi.example.cn/h5/?a=1#/packages/bazi/pages/shares/shares' });
    expect(shareLink(ID)).toBe(`https://bazi.example.cn/h5/#/${share.SHARE_PAGE}?id=${ID}`);
    expect(sharePath(ID)).toBe(`/${share.SHARE_PAGE}?id=${ID}`);
    vi.unstubAllGlobals();
  });

  it('is headed with a name, if it has one', () => {
    expect([shareTitle('林小满'), shareTitle(null)]).toEqual(['林小满的四柱八字', '一份四柱八字']);
  });

  it('tells how often it was opened as exactly as it is counted', () => {
    expect([0, 1, 20, 30].map(opensWords)).toEqual(['还没有人打开', '打开 1 次', '打开 20 次', '约打开 30 次']);
  });

  it('tells when it ends, by the days of Beijing', () => {
    const now = Date.parse('2026-11-21T15:30:00Z');
    expect(expiryWords('2027-02-19T15:30:00Z', now)).toBe('2027 年 2 月 19 日到期');
    expect(expiryWords('2026-11-28T15:30:00Z', now)).toBe('7 天后到期');
    expect(expiryWords('2026-11-21T16:30:00Z', now)).toBe('1 天后到期');
    expect(expiryWords('2026-11-21T15:59:00Z', now)).toBe('今天到期');
  });

  it('says on one line what is shown of the hour', () => {
    const pillars = [{ ganzhi: '庚午' }, { ganzhi: '辛巳' }, { ganzhi: '乙酉' }, { ganzhi: null }] as never;
    expect(cardPillars({ pillars, hour: 'hidden' })).toBe('庚午 辛巳 乙酉 时柱已隐');
    expect(cardPillars({ pillars, hour: 'unknown' })).toBe('庚午 辛巳 乙酉 时辰不详');
  });
});
