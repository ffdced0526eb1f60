import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { baziChart } from '../../../../../shared/contracts/bazi/chart.js';
import { parseInput } from '../../../../../shared/core/pipeline/input.js';
import { makeChart } from '../../../../../shared/modules/bazi/make-chart.js';
import { openPage, refuse, silence } from '../../../../testing/open-page';

const toast = vi.hoisted(() => vi.fn());
vi.mock('tdesign-miniprogram/toast/index', () => ({ default: toast }));

const subject = {
  birth: { calendar: 'solar', year: 2000, month: 6, day: 1, hour: 12, minute: 59 },
  ...{ sex: 'male', ziRule: 'day-at-23', trueSolar: false },
} as const;
const record = {
  recordId: 'rec_01J0000000000000000000000A',
  name: '妈妈',
  relation: 'family',
  tags: [],
  favourite: false,
  subject,
};
const asServer = (data: Record<string, unknown>) => {
  const { $yunshu: _trace, ...input } = data;
  return makeChart(parseInput(baziChart, input));
};
const answers = { 'bazi-chart': asServer, 'record-list': { records: [record] } };
const open = (query: Record<string, string> = {}, more: Record<string, unknown> = {}) =>
  openPage(() => import('./chart'), query, { ...answers, ...more });

beforeEach(() => void vi.spyOn(console, 'warn').mockReturnValue());
afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
  vi.clearAllMocks();
});

describe('a chart', () => {
  it('is the one that was just filled in', async () => {
    const { setCurrentSubject } = await import('../../lib/current-subject');
    setCurrentSubject({ subject });
    const { page } = await open();
    expect(page.data).toMatchObject({ state: 'ready', record: null, view: { head: { title: '乾造' } } });
  });

  it('is a saved one by its id, and what the other pages are about from then on', async () => {
    const { page } = await open({ recordId: record.recordId });
    expect(page.data).toMatchObject({ state: 'ready', view: { head: { title: '妈妈' } } });
    const { currentSubject } = await import('../../lib/current-subject');
    expect(currentSubject()).toMatchObject({ record: { name: '妈妈' }, chart: { pillars: { year: '庚辰' } } });
  });

  it('is missing when there is none, and failed when it could not be had', async () => {
    expect((await open()).page.data.state).toBe('missing');
    vi.resetModules();
    expect((await open({ recordId: 'rec_01J0000000000000000000000B' })).page.data.state).toBe('missing');
    vi.resetModules();
    expect((await open({ recordId: record.recordId }, { 'bazi-chart': silence })).page.data.state).toBe('failed');
  });

  it('that is saved waits for its owner to sign in', async () => {
    const { page, moves } = await open({ recordId: record.recordId }, { 'record-list': refuse('UNAUTHENTICATED') });
    expect(page.data.state).toBe('guest');
    page.onRecords();
    expect(moves).toEqual(['switchTab /packages/bazi/pages/records/records']);
  });

  it('may be changed for the other one of a time in doubt', async () => {
    const { page } = await open({ recordId: record.recordId });
    await page.onCandidate({ detail: { index: 1 } });
    expect(page.data).toMatchObject({ chart: { pillars: { hour: '癸未' } }, subject: { birth: { hour: 13 } }, record });
  });

  it('once saved is shared and read by its name', async () => {
    const { setCurrentSubject } = await import('../../lib/current-subject');
    setCurrentSubject({ subject });
    const { page, moves } = await open();
    page.onSaved({ detail: { record } });
    expect(page.data).toMatchObject({ record, saving: false, view: { head: { title: '妈妈' } } });
    expect(toast).toHaveBeenCalledWith(expect.objectContaining({ message: '已保存到记录' }));
    page.onShare();
    page.onReadTime({ detail: { year: 2030, month: 3 } });
    expect(moves).toEqual([
      `navigateTo /packages/bazi/pages/poster/poster?recordId=${record.recordId}`,
      'navigateTo /packages/bazi/pages/ask/ask?topic=month&year=2030&month=3',
    ]);
  });

  it('is filled in again to be changed', async () => {
    const { page, moves } = await open({ recordId: record.recordId });
    page.onChange();
    expect(moves).toEqual(['switchTab /packages/bazi/pages/birth/birth']);
    const { takeSubjectToChange } = await import('../../lib/current-subject');
    expect(takeSubjectToChange()).toMatchObject({ subject });
  });
});
