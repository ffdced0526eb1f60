import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { baziChart } from '../../../../../shared/contracts/bazi/chart.js';
import { parseInput } from '../../../../../shared/core/pipeline/input.js';
import { makeChart } from '../../../../../shared/modules/bazi/make-chart.js';
import { openPage, refuse, silence } from '../../../../testing/open-page';

const toast = vi.hoisted(() => vi.fn());
vi.mock('tdesign-miniprogram/toast/index', () => ({ default: toast }));

const readingId = 'rdg_01J0000000000000000000000A';
const segments = ['命局根基', '可行之道'].map((title, place) => ({ place, title, text: `${title}。`, facts: ['F1'] }));
const reading = (change: object = {}) => ({
  ...{
    readingId,
    topic: 'career',
    title: '事业',
    state: 'done',
    total: 2,
    segments,
    writtenBy: null,
    takenFrom: 'free',
  },
  ...{
    facts: [{ id: 'F1', text: '四柱：年柱庚午' }],
    refunded: false,
    label: '本文由人工智能生成',
    disclaimer: '仅供参考',
  },
  ...{ favourite: false, createdAt: '2026-11-21T12:00:00.000Z', ...change },
});

async function open(answers: Record<string, unknown>, pages = 2) {
  const opened = await openPage(() => import('./reading'), { readingId }, answers);
  Object.assign(wx, { showModal: async () => ({ confirm: true }) });
  vi.stubGlobal('getCurrentPages', () => Array.from({ length: pages }));
  return opened;
}

beforeEach(() => void vi.spyOn(console, 'warn').mockReturnValue());
afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
  vi.clearAllMocks();
});

it('shows what is there, each section with its facts, by when it was asked for in Beijing', async () => {
  const { page } = await open({ 'reading-get': reading() });
  expect(page.data).toMatchObject({ state: 'ready', asked: '2026-11-21 20:00' });
  expect(page.data.sections).toMatchObject([
    { title: '命局根基', facts: [{ name: '四柱', text: '四柱：年柱庚午' }] },
    { title: '可行之道' },
  ]);
  page.onFact({ currentTarget: { dataset: { key: '0 F1' } } });
  expect(page.data.fact).toBe('0 F1');
  page.onFact({ currentTarget: { dataset: { key: '0 F1' } } });
  expect(page.data.fact).toBe('');
});

it('tells a reading that is gone from one that could not be loaded', async () => {
  expect((await open({ 'reading-get': refuse('READING_NOT_FOUND') })).page.data.state).toBe('missing');
  vi.resetModules();
  expect((await open({ 'reading-get': silence })).page.data.state).toBe('failed');
});

it('keeps what it has when the server refuses to tell more, and goes on where it was', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  let polls = 0;
  const writing = reading({ state: 'writing', segments: segments.slice(0, 1), label: null });
  const answer = () => {
    polls += 1;
    if (polls === 1) return writing;
    if (polls === 2) throw { code: 'RATE_LIMITED', message: '操作太频繁' };
    return reading({ segments: segments.slice(1) });
  };
  const opening = open({ 'reading-get': answer });
  await vi.advanceTimersByTimeAsync(2000);
  const { page, calls } = await opening;
  expect(page.data).toMatchObject({ state: 'ready', broken: '操作太频繁', sections: [{ place: 0 }] });
  page.onRetry();
  await vi.advanceTimersByTimeAsync(2000);
  vi.useRealTimers();
  expect(page.data).toMatchObject({ broken: '', reading: { state: 'done' }, sections: [{ place: 0 }, { place: 1 }] });
  expect(calls.map(({ data }) => data.after)).toEqual([0, 1, 1]);
});

describe('what is done with a reading', () => {
  it('is marked, and the mark shown when the server has it', async () => {
    const { page, calls } = await open({ 'reading-get': reading(), 'reading-mark': { favourite: true } });
    await page.onFavourite();
    expect(calls[calls.length - 1]).toMatchObject({ name: 'reading-mark', data: { readingId, favourite: true } });
    expect(page.data.reading.favourite).toBe(true);
  });

  it('is deleted once its owner confirms, and the page left', async () => {
    const { page, moves } = await open({ 'reading-get': reading(), 'reading-delete': {} });
    await page.onDelete();
    expect(moves).toEqual(['navigateBack']);
  });

  it('leaves to the records when it is the only page', async () => {
    const { page, moves } = await open({ 'reading-get': reading(), 'reading-delete': {} }, 1);
    await page.onDelete();
    expect(moves).toEqual(['switchTab /packages/bazi/pages/records/records']);
  });

  it('stays when it cannot be deleted', async () => {
    const { page, moves } = await open({
      'reading-get': reading(),
      'reading-delete': refuse('READING_UNDER_WAY', '请稍候'),
    });
    await page.onDelete();
    expect(moves).toEqual([]);
    expect(toast).toHaveBeenCalledWith(expect.objectContaining({ message: '请稍候' }));
  });

  it('that failed is tried again with its topic for the chart that it is about, where that is saved', async () => {
    const birth = { calendar: 'solar', year: 1990, month: 7, day: 7, hour: 9, minute: 0 } as const;
    const subject = { birth, sex: 'female', ziRule: 'day-at-23', trueSolar: false } as const;
    const chart = makeChart(parseInput(baziChart, subject));
    const { year, month, day, hour } = chart.pillars;
    const facts = [
      { id: 'F1', text: `四柱：年柱${year}、月柱${month}、日柱${day}、时柱${hour}` },
      { id: 'F2', text: `起运：出生后 8 年，大运${chart.luck.forward ? '顺' : '逆'}排` },
    ];
    const saved = { recordId: 'rec_01J0000000000000000000000A', name: '妈妈', subject, pillars: chart.pillars };
    const { page, moves, answers } = await open({
      'reading-get': reading({ state: 'failed', segments: [], refunded: true, facts }),
      'record-list': { records: [] },
      'bazi-chart': chart,
    });
    await page.onAgain();
    answers['record-list'] = { records: [saved] };
    await page.onAgain();
    expect(moves).toEqual([
      'switchTab /packages/bazi/pages/records/records',
      'redirectTo /packages/bazi/pages/ask/ask?topic=career',
    ]);
    const { currentSubject } = await import('../../lib/current-subject');
    expect(currentSubject()).toMatchObject({ record: { name: '妈妈' }, chart: { pillars: chart.pillars } });
  });
});
