import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeChart } from '../../../../../shared/modules/bazi/make-chart.js';
import { openPage, refuse, rest, silence } from '../../../../testing/open-page';

const birth = { calendar: 'solar', year: 1990, month: 5, day: 17, hour: 8, minute: 30 };
const subject = { birth, sex: 'female', ziRule: 'day-at-23', trueSolar: false };
const chart = makeChart(subject as never);
const recordId = 'rec_01JQZX4T9V8M2N6P0R3S5W7Y1A';
const shareId = 'shr_01JQZX4T9V8M2N6P0R3S5W7Y1A';
const record = { recordId, name: '林小满是一个很长的称呼呢', relation: 'self', subject, pillars: chart.pillars };

const open = async (answers: Record<string, unknown> = {}, query: Record<string, string> = { recordId }) => {
  vi.resetModules();
  const opened = await openPage(() => import('./poster'), query, {
    'record-list': { records: [record] },
    'bazi-chart': chart,
    'share-create': { shareId },
    'reading-daily': { date: '2026-11-22', text: '庚子日。与命局无合无冲，平常心即可。按部就班即可。', relations: [] },
    ...answers,
  });
  Object.assign(wx, { pageScrollTo: vi.fn() });
  return opened;
};
type Opened = Awaited<ReturnType<typeof open>>;
const created = ({ calls }: Opened) => calls.filter(({ name }) => name === 'share-create').map(({ data }) => data);
const on = (value: unknown) => ({ detail: { value } });

beforeEach(() => void vi.spyOn(console, 'warn').mockReturnValue());
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe('choosing what a shared chart shows', () => {
  it('shares nothing before its owner has said that he was told', async () => {
    const opened = await open();
    await opened.page.onMake();
    expect(created(opened)).toEqual([]);
    expect(opened.page.data.missed).toBe(true);
    expect(wx.pageScrollTo).toHaveBeenCalledWith(expect.objectContaining({ selector: '#told' }));
  });

  it('begins without a name, and asks for what is on the card that was looked at', async () => {
    const opened = await open();
    expect(opened.page.data.card).toMatchObject({ name: null, hour: 'shown', decades: null });
    opened.page.onNamed(on(true));
    expect(opened.page.data.card.name).toBe('林小满是一个很长的称呼呢');
    opened.page.onName(on(' 小满 '));
    opened.page.onHideHour(on(true));
    opened.page.onDecades(on(true));
    await opened.page.onLine(on('today'));
    expect(opened.page.data.card).toMatchObject({ name: '小满', hour: 'hidden', line: { title: '11月22日' } });

    opened.page.onTold();
    await opened.page.onMake();
    const { requestId: _, $yunshu: _trace, ...asked } = created(opened)[0]!;
    expect(asked).toEqual({ recordId, name: '小满', hideHour: true, decades: true, today: true, told: true });
    expect(opened.moves).toEqual([`redirectTo /packages/bazi/pages/picture/picture?shareId=${shareId}`]);
  });

  it('asks once more for the same share when nobody knows what became of it, and for another after another choice', async () => {
    const opened = await open({ 'share-create': silence });
    opened.page.onTold();
    await opened.page.onMake();
    expect(opened.page.data.problem).toBe('网络不稳定，请稍后重试');
    await opened.page.onMake();
    opened.page.onHideHour(on(true));
    await opened.page.onMake();
    const [first, second, third] = created(opened).map(({ requestId }) => requestId);
    expect(second).toBe(first);
    expect(third).not.toBe(first);
  });

  it('shares what was chosen before the button was tapped, whatever is tapped while it waits', async () => {
    let answer: (value: object) => void = () => {};
    const opened = await open({ 'share-create': () => new Promise((resolve) => (answer = resolve)) });
    opened.page.onHideHour(on(true));
    opened.page.onTold();
    const making = opened.page.onMake();
    await rest();
    opened.page.onHideHour(on(false));
    expect(opened.page.data).toMatchObject({ hideHour: true, card: { hour: 'hidden' } });
    answer({ shareId });
    await making;
    expect(created(opened)).toMatchObject([{ hideHour: true }]);
  });

  it('shows the way to the shares when there are too many', async () => {
    const opened = await open({ 'share-create': refuse('SHARE_LIMIT', '最多同时保留 20 个分享') });
    opened.page.onTold();
    await opened.page.onMake();
    expect(opened.page.data).toMatchObject({ problem: '最多同时保留 20 个分享', full: true, busy: false });
  });

  it('goes back to nothing added when the day cannot be told', async () => {
    const opened = await open({ 'reading-daily': silence });
    await opened.page.onLine(on('today'));
    expect(opened.page.data).toMatchObject({ line: 'none', card: { line: null } });
    expect(opened.page.data.problem).toContain('今日一句没有取到');
  });

  it('adds the sections of a reading to the chart that it is about, and to no other', async () => {
    const four = `四柱：年柱庚午、月柱辛巳、日柱壬午、时柱甲辰`;
    const facts = [
      { id: 'F1', text: four },
      { id: 'F9', text: '起运：出生后 3 年 0 个月，大运逆排' },
    ];
    const readingId = 'rdg_01JQZX4T9V8M2N6P0R3S5W7Y1A';
    const reading = { state: 'done', segments: [{ title: '格局' }, { title: '取舍' }], facts };
    const opened = await open({ 'reading-get': reading }, { readingId });
    expect(opened.page.data.card.line).toEqual({ title: '解读', texts: ['格局', '取舍'] });
    opened.page.onTold();
    await opened.page.onMake();
    expect(created(opened)[0]).toMatchObject({ recordId, readingId, today: false });

    const other = { ...reading, facts: [{ id: 'F1', text: four.replace('甲辰', '乙巳') }, facts[1]] };
    expect((await open({ 'reading-get': other }, { readingId })).page.data.state).toBe('missing');
  });

  it('says so when the chart is not known any more, or cannot be had', async () => {
    expect((await open({}, {})).page.data.state).toBe('missing');
    const opened = await open({ 'record-list': silence });
    expect(opened.page.data.state).toBe('failed');
    opened.answers['record-list'] = { records: [record] };
    opened.page.onRetry();
    await rest();
    expect(opened.page.data.state).toBe('ready');
  });
});
