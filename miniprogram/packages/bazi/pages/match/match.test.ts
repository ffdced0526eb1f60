import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openPage, refuse, rest } from '../../../../testing/open-page';
import type { Person } from '../../lib/given-person';

const pillars = { year: '庚午', month: '辛巳', day: '丙子', hour: null };
const record = (name: string, relation: string) => ({
  recordId: name,
  name,
  relation,
  tags: [],
  subject: { name },
  pillars,
});
const match = {
  score: 65,
  items: [{ name: '日干（性情）', score: 65, most: 100, reason: '', source: '' }],
  method: '',
  disclaimer: '',
};

const open = (answers: Record<string, unknown> = {}) =>
  openPage(
    () => import('./match'),
    {},
    { 'record-list': { records: [record('我', 'self')] }, 'bazi-match': match, ...answers },
  );
const asked = ({ calls }: Awaited<ReturnType<typeof open>>) => calls.filter(({ name }) => name === 'bazi-match');

beforeEach(() => {
  vi.spyOn(console, 'warn').mockReturnValue();
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

it('begins with oneself, and wants to be told that both are of age', async () => {
  const opened = await open();
  const { page } = opened;
  vi.stubGlobal('wx', { ...(globalThis as unknown as { wx: object }).wx, pageScrollTo: () => {} });
  expect(page.data['sides[0].name']).toBe('我');
  page.put('other', { name: '周以宁', subject: { name: '周以宁' }, pillars } as unknown as Person);
  await page.onMatch();
  expect(asked(opened)).toEqual([]);
  expect(page.data.missed).toBe(true);
  page.onAdults({ detail: { checked: true } });
  await page.onMatch();
  expect(asked(opened)).toMatchObject([{ data: { one: { name: '我' }, other: { name: '周以宁' } } }]);
  expect(page.data.result).toMatchObject({ score: 65, sum: '65 = 65' });
});

it('takes whoever was filled in elsewhere for the side that asked', async () => {
  const { page, moves } = await open({ 'record-list': refuse('UNAUTHENTICATED') });
  page.onSide({ currentTarget: { dataset: { side: 'other' } } });
  page.onFresh();
  expect(moves).toEqual(['navigateTo /packages/bazi/pages/person/person?pick=1']);
  const { givePerson } = await import('../../lib/given-person');
  givePerson({ name: '男方', subject: {}, pillars } as unknown as Person);
  page.onShow();
  expect(page.people).toMatchObject({ other: { name: '男方' } });
  expect(page.data.ready).toBe(false);
});

it('drops an answer for people who are not there any more', async () => {
  let answer = () => {};
  const { page } = await open({
    'bazi-match': () => new Promise((resolve) => (answer = () => resolve(match))),
  });
  const person = (name: string) => ({ name, subject: { name }, pillars }) as unknown as Person;
  page.put('other', person('甲'));
  page.onAdults({ detail: { checked: true } });
  const matching = page.onMatch();
  page.put('other', person('乙'));
  answer();
  await matching;
  await rest();
  expect(page.data).toMatchObject({ result: null, busy: false });
});
