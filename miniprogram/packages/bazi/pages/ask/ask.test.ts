import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { baziChart } from '../../../../../shared/contracts/bazi/chart.js';
import { parseInput } from '../../../../../shared/core/pipeline/input.js';
import { makeChart } from '../../../../../shared/modules/bazi/make-chart.js';
import { openPage, refuse, silence } from '../../../../testing/open-page';

const subject = {
  birth: { calendar: 'solar', year: 1990, month: 7, day: 7, hour: 9, minute: 0 },
  ...{ sex: 'female', ziRule: 'day-at-23', trueSolar: false },
} as const;
const chart = makeChart(parseInput(baziChart, subject));
const topics = [
  { topic: 'career', title: '事业', free: true },
  { topic: 'year', title: '流年', free: false },
  { topic: 'question', title: '所问', free: false },
];
const benefits = (free: number, passes: number) => ({
  ...{ free: { perDay: 3, left: free }, passes: { left: passes, nextEnds: null }, plan: null, grants: [] },
});
const READING = 'rdg_01J0000000000000000000000A';

async function open(answers: Record<string, unknown> = {}, query: Record<string, string> = {}, adult = true) {
  const { setCurrentSubject } = await import('../../lib/current-subject');
  setCurrentSubject({ subject, chart });
  const opened = await openPage(() => import('./ask'), query, {
    'reading-topics': { topics },
    'benefit-offers': { offers: [{ price: 990, passes: 1 }] },
    'benefit-get': benefits(2, 1),
    'reading-start': { readingId: READING, state: 'writing', known: false, takenFrom: 'free' },
    ...answers,
  });
  const stored = new Map<string, unknown>([['bazi-adult', adult]]);
  Object.assign(wx, {
    getStorageSync: (key: string) => stored.get(key),
    setStorageSync: (key: string, value: unknown) => stored.set(key, value),
  });
  const choose = (topic: string) => opened.page.onTopic({ currentTarget: { dataset: { topic } } });
  const started = () => opened.calls.filter(({ name }) => name === 'reading-start').map(({ data }) => data);
  return { ...opened, stored, choose, started };
}

beforeEach(() => void vi.spyOn(console, 'warn').mockReturnValue());
afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

describe('starting a reading', () => {
  it('goes to the reading, which a second tap does not start twice', async () => {
    const { page, choose, started, moves } = await open();
    choose('career');
    expect(page.data.price).toMatchObject({ way: 'free', text: '今日免费，还有 2 次' });
    await Promise.all([page.start(), page.start()]);
    expect(started()).toMatchObject([{ ...subject, topic: 'career', adult: true, mayUsePass: false }]);
    expect(moves).toEqual([`redirectTo /packages/bazi/pages/reading/reading?readingId=${READING}`]);
  });

  it('spends a pass only when the button said so', async () => {
    const { page, choose, started } = await open({}, { topic: 'year', year: '2030' });
    expect(page.data.price).toMatchObject({ way: 'pass', button: '用 1 张解读券' });
    await page.start();
    choose('career');
    await page.start();
    expect(started()).toMatchObject([{ topic: 'year', year: 2030, mayUsePass: true }, { mayUsePass: false }]);
  });

  it('leads to what is sold when nothing is left, and looks again on the way back', async () => {
    const { page, choose, started, moves, answers, calls } = await open({ 'benefit-get': benefits(0, 0) });
    choose('question');
    expect(page.data.price.button).toBe('购买解读券 ¥9.90 起');
    page.onGo();
    expect(moves).toEqual(['navigateTo /packages/bazi/pages/plans/plans']);
    answers['benefit-get'] = benefits(0, 3);
    page.onShow();
    await vi.waitFor(() => expect(page.data.price.way).toBe('pass'));
    expect(started()).toEqual([]);
    expect(calls.filter(({ name }) => name === 'benefit-get')).toHaveLength(2);
  });

  it('shows what is left after the last free place went elsewhere, and says so', async () => {
    const { page, choose, answers } = await open({
      'reading-start': refuse('READING_QUOTA_USED', '今天的解读次数已用完'),
    });
    choose('career');
    answers['benefit-get'] = benefits(0, 0);
    await page.start();
    expect(page.data).toMatchObject({ problem: '今天的解读次数已用完', busy: false, price: { way: 'buy' } });
  });

  it('lets a guest sign in by starting, and then shows what he has', async () => {
    const { page, choose, answers, started } = await open({
      'benefit-get': refuse('UNAUTHENTICATED', '请先登录'),
      'reading-start': refuse('READING_NEEDS_PASS', '此主题需会员或解读券'),
    });
    choose('year');
    expect(page.data).toMatchObject({ state: 'ready', price: { way: 'sign-in', button: '登录并解读' } });
    answers['benefit-get'] = benefits(3, 2);
    await page.start();
    expect(started()).toMatchObject([{ mayUsePass: false }]);
    expect(page.data).toMatchObject({ problem: '此主题需会员或解读券', price: { way: 'pass' } });
  });

  it('asks once whether the reader is of age', async () => {
    const { page, choose, started, stored } = await open({}, {}, false);
    choose('career');
    page.onGo();
    expect(page.data.confirming).toBe(true);
    expect(started()).toEqual([]);
    page.onAgree();
    await vi.waitFor(() => expect(started()).toHaveLength(1));
    expect(stored.get('bazi-adult')).toBe(true);
  });

  it('asks for a question of some words', async () => {
    const { page, choose, started } = await open();
    choose('question');
    page.onQuestion({ detail: { value: '好吗' } });
    page.onGo();
    expect(page.data.problem).toContain('至少 4 个字');
    expect(started()).toEqual([]);
  });
});

it('tells a chart that is not there from a page that could not be loaded', async () => {
  const { page } = await openPage(() => import('./ask'), {}, {});
  expect(page.data.state).toBe('missing');
  vi.resetModules();
  expect((await open({ 'benefit-get': silence })).page.data.state).toBe('failed');
});
