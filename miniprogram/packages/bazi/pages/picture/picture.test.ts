import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openPage, refuse, rest } from '../../../../testing/open-page';

const dialog = vi.hoisted(() => ({ confirm: vi.fn(async () => {}) }));
vi.mock('tdesign-miniprogram/dialog/index', () => ({ default: dialog }));
const toast = vi.hoisted(() => vi.fn());
vi.mock('tdesign-miniprogram/toast/index', () => ({ default: toast }));

const shareId = 'shr_01JQZX4T9V8M2N6P0R3S5W7Y1A';
const minutes = (count: number) => new Date(Date.now() + count * 60_000).toISOString();
const poster = ({ variant }: { variant: string }) => ({
  ...{ url: `https://s.example.cn/${variant}.png`, validUntil: minutes(10), replaced: ['😀'] },
});

const open = (answers: Record<string, unknown> = {}) => {
  vi.resetModules();
  const all = {
    'share-poster': poster,
    'share-open': { card: { name: '林小满' }, expiresAt: '2027-02-19T00:00:00Z', mine: true },
    ...answers,
  };
  return openPage(() => import('./picture'), { shareId }, all);
};
const said = () => toast.mock.calls.map(([{ message }]) => message);

/** An album that lets pictures in only after it was allowed. */
function album(answer: 'allowed' | 'refused') {
  let open = false;
  Object.assign(wx, {
    downloadFile: ({ success }: { success(answer: object): void }) => success({ statusCode: 200, tempFilePath: 'tmp' }),
    async saveImageToPhotosAlbum() {
      if (!open) throw { errMsg: 'saveImageToPhotosAlbum:fail auth deny' };
    },
    async openSetting() {
      open = answer === 'allowed';
      return { authSetting: { 'scope.writePhotosAlbum': open } };
    },
  });
}

beforeEach(() => void vi.spyOn(console, 'warn').mockReturnValue());
afterEach(() => {
  vi.unstubAllGlobals();
  vi.clearAllMocks();
});

describe('the poster of a share', () => {
  it('is shown, with what its font could not write', async () => {
    const { page } = await open();
    expect(page.data).toMatchObject({ state: 'ready', url: 'https://s.example.cn/poster.png', replaced: '😀' });
  });

  it('goes into a chat with the card of the share and its name', async () => {
    const { page } = await open();
    const message = page.onShareAppMessage();
    expect(message).toMatchObject({ path: `/packages/bazi/pages/share/share?id=${shareId}` });
    expect(await message.promise).toMatchObject({
      title: '林小满的四柱八字',
      imageUrl: 'https://s.example.cn/card.png',
    });
  });

  it('goes into a chat without a picture when there is none', async () => {
    const { page } = await open({
      'share-poster': (asked: { variant: string }) =>
        asked.variant === 'card' ? refuse('SHARE_CODE_UNAVAILABLE')() : poster(asked),
    });
    expect(await page.onShareAppMessage().promise).toEqual({
      title: '林小满的四柱八字',
      path: `/packages/bazi/pages/share/share?id=${shareId}`,
    });
  });

  it('is saved after the album was allowed in the settings', async () => {
    const { page } = await open();
    album('allowed');
    await page.onSave();
    expect(said()).toEqual(['已保存到相册']);
  });

  it('is left alone when the album stays closed', async () => {
    const { page } = await open();
    album('refused');
    await page.onSave();
    expect([said(), page.data.saving]).toEqual([[], false]);
  });

  it('is asked for again when its link is about to end', async () => {
    const { page, calls } = await open({
      'share-poster': (asked: { variant: string }) => ({ ...poster(asked), validUntil: minutes(0.5) }),
    });
    album('allowed');
    const before = calls.length;
    await page.onSave();
    expect(calls.slice(before)).toMatchObject([{ name: 'share-poster', data: { variant: 'poster' } }]);
  });

  it('is gone with its share, and can be tried again after any other failure', async () => {
    expect((await open({ 'share-poster': refuse('SHARE_NOT_FOUND') })).page.data.state).toBe('gone');
    const opened = await open({ 'share-poster': refuse('SHARE_CODE_UNAVAILABLE', '小程序码暂时无法生成，请稍后再试') });
    expect(opened.page.data).toMatchObject({ state: 'failed', failure: '小程序码暂时无法生成，请稍后再试' });
    opened.answers['share-poster'] = poster;
    opened.page.onRetry();
    await rest();
    expect(opened.page.data.state).toBe('ready');
  });
});
