import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openPage, refuse, silence } from '../../../../testing/open-page';

const toast = vi.hoisted(() => vi.fn());
vi.mock('tdesign-miniprogram/toast/index', () => ({ default: toast }));
const confirm = vi.hoisted(() => vi.fn());
vi.mock('tdesign-miniprogram/dialog/index', () => ({ default: { confirm } }));

const account = { userId: 'usr_1', nickname: null, avatar: null, phone: null, email: null, deletionDueAt: null };
const benefits = (passes: number) => ({
  ...{ free: { perDay: 3, left: 3 }, passes: { left: passes, nextEnds: null }, plan: null, grants: [] },
});

async function open(answers: Record<string, unknown> = {}) {
  const load = async () => {
    vi.stubGlobal('wx', {
      ...(globalThis as unknown as { wx: object }).wx,
      getAccountInfoSync: () => ({ miniProgram: { version: '1.2.3' } }),
    });
    await import('./me');
  };
  return openPage(load, {}, { 'account-get': account, 'benefit-get': benefits(0), ...answers });
}
const called = ({ calls }: Awaited<ReturnType<typeof open>>, action: string) =>
  calls.filter(({ name }) => name === action).map(({ data }) => data);

beforeEach(() => void vi.spyOn(console, 'warn').mockReturnValue());
afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
  vi.clearAllMocks();
});

it('shows what can be used, and a guest the way in', async () => {
  const { page } = await open({ 'benefit-get': benefits(4) });
  expect(page.data).toMatchObject({ state: 'ready', version: '1.2.3', account: { name: '会员' } });
  expect(page.data.benefits.figures[1]).toMatchObject({ name: '解读券', left: 4 });
  vi.resetModules();
  expect((await open({ 'benefit-get': refuse('UNAUTHENTICATED') })).page.data.state).toBe('guest');
  vi.resetModules();
  expect((await open({ 'benefit-get': silence })).page.data.state).toBe('failed');
});

it('gives up an account only after asking, and takes that back', async () => {
  const opened = await open({
    'account-delete': { deletionDueAt: '2026-11-28T12:00:00Z' },
    'account-delete-cancel': account,
  });
  const { page, answers } = opened;
  confirm.mockRejectedValueOnce(new Error('no'));
  await page.onLeave();
  expect(called(opened, 'account-delete')).toEqual([]);
  confirm.mockResolvedValueOnce(undefined);
  answers['account-get'] = { ...account, deletionDueAt: '2026-11-28T12:00:00Z' };
  await page.onLeave();
  expect(page.data.account.deletionDue).toBe('2026-11-28 20:00');
  await page.onStay();
  expect(page.data.account.deletionDue).toBe('');
});

it('lets who still holds what was paid for give it up first, and nobody else', async () => {
  const refusing = { 'account-delete': refuse('ACCOUNT_NOT_DONE', '还有未用完的权益'), 'benefit-waive': benefits(0) };
  const holder = await open({ ...refusing, 'benefit-get': benefits(2) });
  confirm.mockResolvedValue(undefined);
  await holder.page.onLeave();
  expect(called(holder, 'benefit-waive')).toMatchObject([{ confirm: true }]);

  vi.resetModules();
  const other = await open(refusing);
  await other.page.onLeave();
  expect(called(other, 'benefit-waive')).toEqual([]);
  expect(toast).toHaveBeenCalledWith(expect.objectContaining({ message: '还有未用完的权益' }));
});

it('in a browser wants a proof of who asks', async () => {
  vi.stubGlobal('YUNSHU_CHANNEL', 'h5');
  const opened = await open({ 'account-delete': { deletionDueAt: '2026-11-28T12:00:00Z' } });
  await opened.page.onLeave();
  expect(opened.page.data.leaving).toBe(true);
  expect(called(opened, 'account-delete')).toEqual([]);
  await opened.page.leave({ ticket: 'sic_1', code: '123456' });
  expect(called(opened, 'account-delete')).toMatchObject([{ proof: { ticket: 'sic_1', code: '123456' } }]);
});
