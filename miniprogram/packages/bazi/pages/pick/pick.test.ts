import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openPage, rest } from '../../../../testing/open-page';

const toast = vi.hoisted(() => vi.fn());
vi.mock('tdesign-miniprogram/toast/index', () => ({ default: toast }));

const nothing = { days: [], looked: 60, left: { notRecommended: 60, avoided: 0, clashing: 0, notWeekend: 0 } };

async function open(answer: unknown = nothing, query: Record<string, string> = {}) {
  const opened = await openPage(() => import('./pick'), query, { 'almanac-pick': answer });
  vi.stubGlobal('wx', { ...(globalThis as unknown as { wx: object }).wx, pageScrollTo: () => {} });
  return opened;
}
const asked = ({ calls }: Awaited<ReturnType<typeof open>>) => calls.map(({ data }) => data);

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-11-21T12:00:00Z') }));
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.resetModules();
  vi.clearAllMocks();
});

it('asks for what was filled in, from today on', async () => {
  const opened = await open(nothing, { purpose: 'moving' });
  const { page } = opened;
  page.onYear({ detail: { value: '1990' } });
  page.onYear({ detail: { value: '1990' } });
  page.onWeekends({ detail: { value: true } });
  await page.onPick();
  expect(asked(opened)).toMatchObject([
    { purpose: 'moving', from: '2026-11-21', days: 60, birthYears: [1990], weekendsOnly: true },
  ]);
});

it('suggests more days when there was none, and later ones when there are no more', async () => {
  const opened = await open();
  await opened.page.onPick();
  expect(opened.page.data.result.rows).toEqual([]);
  opened.page.onWayOn();
  await rest();
  opened.page.onWayOn();
  await rest();
  expect(asked(opened)).toMatchObject([
    { from: '2026-11-21', days: 60 },
    { from: '2026-11-21', days: 120 },
    { from: '2027-03-21', days: 120 },
  ]);
});

it('asks for no day beyond the almanac, and for no more people than the server takes', async () => {
  const opened = await open();
  const { page } = opened;
  page.onFrom({ detail: { value: '2100-12-30' } });
  for (let year = 1990; year < 1998; year += 1) page.onYear({ detail: { value: String(year) } });
  expect(toast).toHaveBeenCalledWith(expect.objectContaining({ message: '最多看 6 个人的生年' }));
  await page.onPick();
  expect(asked(opened)).toMatchObject([
    { from: '2100-12-30', days: 2, birthYears: [1990, 1991, 1992, 1993, 1994, 1995] },
  ]);
  page.onWayOn();
  await rest();
  page.onWayOn();
  expect(toast).toHaveBeenCalledWith(expect.objectContaining({ message: '黄历只到 2100 年' }));
});

it('drops what was found for something that is not asked any more', async () => {
  let answer = () => {};
  const { page } = await open(() => new Promise((resolve) => (answer = () => resolve(nothing))));
  const picking = page.onPick();
  page.onRange({ detail: { value: '30' } });
  answer();
  await picking;
  expect(page.data).toMatchObject({ result: null, busy: false, days: 30 });
});
