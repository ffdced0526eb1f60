import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { dayOf } from '../../../../../shared/modules/almanac/day-of.js';
import { openPage, refuse, rest, silence } from '../../../../testing/open-page';

const toast = vi.hoisted(() => vi.fn());
vi.mock('tdesign-miniprogram/toast/index', () => ({ default: toast }));

const subject = {
  birth: { calendar: 'solar', year: 1990, month: 5, day: 11, hour: 8 },
  ...{ sex: 'female', ziRule: 'day-at-23', trueSolar: false },
};
const own = { recordId: 'rec_1', name: '我', relation: 'self', tags: [], favourite: false, subject, savedAt: '1' };
const daily = ({ date }: { date: string }) => ({ date, ganzhi: '庚子', tenGod: '偏财', relations: [], text: date });
const day = ({ date }: { date: string }) => dayOf(date);

const open = (answers: Record<string, unknown> = {}) =>
  openPage(
    () => import('./today'),
    {},
    { 'almanac-day': day, 'record-list': { records: [own] }, 'reading-daily': daily, ...answers },
  );

beforeEach(() => {
  vi.spyOn(console, 'warn').mockReturnValue();
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-11-21T12:00:00Z') });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.resetModules();
  vi.clearAllMocks();
});

it('shows the day in Beijing, and what it is to the own chart', async () => {
  const { page } = await open();
  expect(page.data).toMatchObject({ state: 'ready', date: '2026-11-21', distance: '今天', fortune: 'ready' });
  expect(page.data.sheet).toMatchObject({ lunar: '十月十三', season: '立冬第 15 天 · 距小雪 1 天' });
  expect(page.data.daily.text).toBe('2026-11-21');
});

it('turns to another day and back by arrow and swipe, and asks for no day twice', async () => {
  const { page, calls } = await open();
  page.onNext();
  await rest();
  expect(page.data).toMatchObject({
    date: '2026-11-22',
    distance: '明天',
    turning: false,
    daily: { text: '2026-11-22' },
  });
  page.onTouch({ touches: [{ clientX: 100, clientY: 300 }] });
  page.onLeave({ changedTouches: [{ clientX: 200, clientY: 310 }] });
  await rest();
  expect(page.data.date).toBe('2026-11-21');
  expect(calls.filter(({ name }) => name === 'almanac-day')).toHaveLength(2);
  expect(calls.filter(({ name }) => name === 'reading-daily')).toHaveLength(2);
});

it('shows the day that was asked for last, whichever answer comes first', async () => {
  let slow = () => {};
  const { page } = await open({
    'almanac-day': async ({ date }: { date: string }) => {
      if (date === '2026-11-22') await new Promise<void>((resolve) => (slow = resolve));
      return dayOf(date);
    },
  });
  page.onNext();
  page.onNext();
  await rest();
  slow();
  await rest();
  expect(page.data).toMatchObject({ date: '2026-11-23', sheet: { lunar: '十月十五' } });
});

it('begins anew when midnight has passed while it was hidden', async () => {
  const { page } = await open();
  vi.setSystemTime(Date.parse('2026-11-21T16:00:01Z'));
  page.onShow();
  await rest();
  expect(page.data).toMatchObject({ today: '2026-11-22', date: '2026-11-22' });
});

it('tells who has no chart from who has marked none, and a guest from a failure', async () => {
  const fortune = async (answer: unknown) => {
    vi.resetModules();
    return (await open({ 'record-list': answer })).page.data.fortune;
  };
  expect(await fortune({ records: [] })).toBe('nobody');
  expect(await fortune({ records: [{ ...own, relation: 'family' }] })).toBe('unmarked');
  expect(await fortune(refuse('UNAUTHENTICATED'))).toBe('nobody');
  expect(await fortune(silence)).toBe('failed');
});

it('says that a day could not be had, and has it when asked again', async () => {
  const { page, answers } = await open({ 'almanac-day': silence });
  expect(page.data).toMatchObject({ state: 'failed', sheet: null });
  answers['almanac-day'] = day;
  page.onRetry();
  await rest();
  expect(page.data).toMatchObject({ state: 'ready', sheet: { lunar: '十月十三' } });
});

it('goes no further than the almanac', async () => {
  const { page } = await open();
  page.setData({ date: '2100-12-31' });
  page.onNext();
  expect(toast).toHaveBeenCalledWith(expect.objectContaining({ message: '黄历只到这里' }));
  expect(page.data.date).toBe('2100-12-31');
});
