import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openPage, refuse, rest, silence } from '../../../../testing/open-page';

const dialog = vi.hoisted(() => ({ confirm: vi.fn(async () => {}) }));
vi.mock('tdesign-miniprogram/dialog/index', () => ({ default: dialog }));
const toast = vi.hoisted(() => vi.fn());
vi.mock('tdesign-miniprogram/toast/index', () => ({ default: toast }));

const shareId = 'shr_01JQZX4T9V8M2N6P0R3S5W7Y1A';
const opened = { card: { name: '林小满' }, mine: false, disclaimer: '仅供娱乐', expiresAt: '2027-02-19T00:00:00Z' };

const open = (answers: Record<string, unknown> = {}, query: Record<string, string> = { id: shareId }) => {
  vi.resetModules();
  return openPage(() => import('./share'), query, { 'share-open': opened, ...answers });
};
const names = ({ calls }: Awaited<ReturnType<typeof open>>) => calls.map(({ name }) => name);

beforeEach(() => void vi.spyOn(console, 'warn').mockReturnValue());
afterEach(() => {
  vi.unstubAllGlobals();
  vi.clearAllMocks();
});

describe('the page of a share', () => {
  it.each([{ id: shareId }, { scene: encodeURIComponent(shareId) }])('opens by %j', async (query: object) => {
    const { page, calls } = await open({}, query as never);
    expect(calls).toMatchObject([{ name: 'share-open', data: { shareId } }]);
    expect(page.data).toMatchObject({ state: 'ready', mine: false, card: { name: '林小满' } });
    expect(page.onShareAppMessage()).toEqual({
      title: '林小满的四柱八字',
      path: `/packages/bazi/pages/share/share?id=${shareId}`,
    });
  });

  it('is gone when it was withdrawn, and asks nobody about an address that is none', async () => {
    expect((await open({ 'share-open': refuse('SHARE_NOT_FOUND') })).page.data.state).toBe('gone');
    const broken = await open({}, { id: 'shr_1' });
    expect(broken.page.data.state).toBe('gone');
    expect(broken.calls).toEqual([]);
  });

  it('can be opened again after the network failed', async () => {
    const guest = await open({ 'share-open': silence });
    expect(guest.page.data.state).toBe('failed');
    guest.answers['share-open'] = opened;
    guest.page.onRetry();
    await rest();
    expect(guest.page.data.state).toBe('ready');
  });

  it('tells its owner how often it was opened, on whichever page of the list it stands', async () => {
    const owner = await open({
      'share-open': { ...opened, mine: true },
      'share-list': ({ cursor }: { cursor?: string }) =>
        cursor ? { items: [{ shareId, opens: 3 }], nextCursor: null } : { items: [], nextCursor: 'c1' },
    });
    expect(owner.page.data.opens).toBe('打开 3 次');
    expect(names(owner)).toEqual(['share-open', 'share-list', 'share-list']);
  });

  it('is withdrawn after asking once', async () => {
    const owner = await open({ 'share-withdraw': { shareId } });
    dialog.confirm.mockRejectedValueOnce(undefined);
    await owner.page.onWithdraw();
    expect(names(owner)).not.toContain('share-withdraw');
    await owner.page.onWithdraw();
    expect(owner.page.data).toMatchObject({ state: 'gone', card: null, withdrawing: false });
  });

  it('stays, and says why, when it could not be withdrawn', async () => {
    const owner = await open({ 'share-withdraw': silence });
    await owner.page.onWithdraw();
    expect(owner.page.data).toMatchObject({ state: 'ready', withdrawing: false });
    expect(toast).toHaveBeenCalledWith(expect.objectContaining({ message: '网络不稳定，请稍后重试' }));
  });
});
