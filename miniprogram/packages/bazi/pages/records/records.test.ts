import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openPage, refuse, rest, silence } from '../../../../testing/open-page';

const toast = vi.hoisted(() => vi.fn());
vi.mock('tdesign-miniprogram/toast/index', () => ({ default: toast }));

const subject = { birth: { calendar: 'solar', year: 1990, month: 5, day: 11 }, sex: 'female' };
const record = (name: string, relation = 'friend') => ({
  ...{ recordId: `rec_${name}`, name, relation, tags: [], favourite: false, subject, savedAt: '1' },
  pillars: { year: '庚午', month: '辛巳', day: '丙子', hour: null },
});
const records = [record('林小满'), record('我', 'self')];

const open = (answers: Record<string, unknown> = {}) =>
  openPage(
    () => import('./records'),
    {},
    { 'record-list': { records }, 'record-delete': {}, 'record-save': {}, ...answers },
  );
const of = (id: string) => ({ currentTarget: { dataset: { id: `rec_${id}` } } });

/** Chooses by its name from the sheet of what can be done with a chart. */
async function choose(page: { onMore(event: object): Promise<void> }, name: string, what: string) {
  const showActionSheet = async ({ itemList }: { itemList: string[] }) => ({ tapIndex: itemList.indexOf(what) });
  vi.stubGlobal('wx', { ...(globalThis as unknown as { wx: object }).wx, showActionSheet });
  await page.onMore(of(name));
  await rest();
}

beforeEach(() => void vi.spyOn(console, 'warn').mockReturnValue());
afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
  vi.clearAllMocks();
});

const shown = (page: { data: { rows: { name: string }[] } }) => page.data.rows.map(({ name }) => name);

it('hides a chart that is deleted, and shows it again when that is taken back', async () => {
  const { page, calls } = await open();
  expect(shown(page)).toEqual(['我', '林小满']);
  await choose(page, '林小满', '删除');
  expect(shown(page)).toEqual(['我']);
  expect(page.data.undo).toBe('已删除「林小满」');
  await choose(page, '我', '收藏');
  expect(shown(page)).toEqual(['我']);
  page.onUndo();
  page.onHide();
  await rest();
  expect(shown(page)).toEqual(['我', '林小满']);
  expect(calls.some(({ name }) => name === 'record-delete')).toBe(false);
});

it('deletes it when the page is left, and says when that failed', async () => {
  const { page, calls, answers } = await open();
  await choose(page, '林小满', '删除');
  page.onHide();
  await rest();
  expect(calls.filter(({ name }) => name === 'record-delete')).toMatchObject([{ data: { recordId: 'rec_林小满' } }]);

  answers['record-delete'] = silence;
  await choose(page, '我', '删除');
  page.onHide();
  await rest();
  expect(toast).toHaveBeenCalledWith(expect.objectContaining({ message: expect.stringContaining('「我」没有删掉') }));
  expect(shown(page)).toEqual(['我', '林小满']);
});

it('marks a chart as the own one with everything else as it was', async () => {
  const { page, calls } = await open();
  await choose(page, '林小满', '标为自己');
  expect(calls.find(({ name }) => name === 'record-save')!.data).toMatchObject({
    ...{ recordId: 'rec_林小满', name: '林小满', relation: 'self', tags: [], favourite: false, subject },
  });
});

it('shows a guest the way in, and a failure the way on', async () => {
  expect((await open({ 'record-list': refuse('UNAUTHENTICATED') })).page.data.state).toBe('guest');
  vi.resetModules();
  const { page, answers } = await open({ 'record-list': silence });
  expect(page.data.state).toBe('failed');
  answers['record-list'] = { records: [] };
  page.onRetry();
  await rest();
  expect(page.data).toMatchObject({ state: 'ready', count: 0 });
});
