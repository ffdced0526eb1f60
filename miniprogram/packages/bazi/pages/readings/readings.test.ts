import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openPage, refuse, rest, silence } from '../../../../testing/open-page';

const toast = vi.hoisted(() => vi.fn());
vi.mock('tdesign-miniprogram/toast/index', () => ({ default: toast }));

const reading = (readingId: string, over: object = {}) => ({
  ...{ readingId, topic: 'career', title: '事业', state: 'done', favourite: false },
  ...{ createdAt: '2026-11-21T12:00:00Z', ...over },
});
const list = ({ favourite }: { favourite?: true }) => ({
  items: favourite
    ? [reading('b', { favourite: true })]
    : [reading('a', { state: 'failed' }), reading('b', { favourite: true })],
  nextCursor: null,
});

const open = (answers: Record<string, unknown> = {}) =>
  openPage(
    () => import('./readings'),
    {},
    { 'reading-list': list, 'reading-delete': {}, 'reading-mark': {}, ...answers },
  );
const of = (id: string) => ({ currentTarget: { dataset: { id } } });
const ids = (page: { data: { items: { readingId: string }[] } }) => page.data.items.map(({ readingId }) => readingId);

beforeEach(() => void vi.spyOn(console, 'warn').mockReturnValue());
afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
  vi.clearAllMocks();
});

it('lists readings with when they were made and what became of them, or the favourites alone', async () => {
  const { page } = await open();
  expect(page.data.items).toMatchObject([{ note: '未写成，次数已退还', made: '2026-11-21 20:00' }, { note: '' }]);
  await page.onTab({ detail: { value: 'favourite' } });
  await rest();
  expect(ids(page)).toEqual(['b']);
});

it('deletes when the page is left, and not what was taken back', async () => {
  const { page, calls } = await open();
  page.onDelete(of('a'));
  expect(page.data).toMatchObject({ gone: 'a', undo: '已删除「事业」' });
  page.onUndo();
  expect(page.data).toMatchObject({ gone: '', undo: '' });
  page.onDelete(of('b'));
  page.onHide();
  await rest();
  expect(calls.filter(({ name }) => name === 'reading-delete').map(({ data }) => data)).toMatchObject([
    { readingId: 'b' },
  ]);
  expect(ids(page)).toEqual(['a']);
});

it('brings back what the server would not delete, and says why', async () => {
  const { page } = await open({ 'reading-delete': refuse('READING_UNDER_WAY', '解读正在进行，请稍候') });
  page.onDelete(of('a'));
  page.onHide();
  await rest();
  expect(toast).toHaveBeenCalledWith(expect.objectContaining({ message: '「事业」没有删掉：解读正在进行，请稍候' }));
  expect(page.data.gone).toBe('');
  expect(ids(page)).toEqual(['a', 'b']);
});

it('says so when a star could not be given, and shows what the server has', async () => {
  const { page } = await open({ 'reading-mark': silence });
  await page.onStar(of('a'));
  await rest();
  expect(toast).toHaveBeenCalledWith(expect.objectContaining({ message: expect.stringContaining('网络') }));
  expect(page.data.items[0].favourite).toBe(false);
});
