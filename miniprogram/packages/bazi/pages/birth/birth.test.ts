import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { baziChart } from '../../../../../shared/contracts/bazi/chart.js';
import { parseInput } from '../../../../../shared/core/pipeline/input.js';
import { makeChart } from '../../../../../shared/modules/bazi/make-chart.js';
import { openPage, rest } from '../../../../testing/open-page';

const CHART = 'navigateTo /packages/bazi/pages/chart/chart';
const asServer = (data: Parameters<typeof parseInput>[1]) => {
  const { $yunshu: _trace, ...input } = data as Record<string, unknown>;
  return makeChart(parseInput(baziChart, input));
};

async function open(form: object) {
  const opened = await openPage(() => import('./birth'), {}, { 'bazi-chart': asServer });
  opened.page.onForm({ detail: { form: { ...opened.page.data.form, sex: 'male', ...form } } });
  return { ...opened, subjects: await import('../../lib/current-subject') };
}

beforeEach(() => void vi.spyOn(console, 'warn').mockReturnValue());
afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

describe('laying out a chart', () => {
  it('hands the birth on in memory, and nothing of it in the address', async () => {
    const { page, moves, subjects } = await open({
      place: { name: '上海市 徐汇区', longitude: 121.44, timeZone: 'Asia/Shanghai' },
    });
    page.onMake();
    await rest();
    expect(moves).toEqual([CHART]);
    expect(subjects.currentSubject()).toMatchObject({ placeName: '上海市 徐汇区', subject: { birth: { year: 1990 } } });
  });

  it('asks for the sex, by which luck runs one way or the other', async () => {
    const { page, calls } = await open({ sex: null });
    page.onMake();
    expect(page.data.errors.sex).toContain('性别');
    expect(calls).toEqual([]);
  });

  it('says at the time that no clock showed it', async () => {
    const { page, moves } = await open({ date: { year: 1986, month: 5, day: 4 }, hour: 2, minute: 30 });
    vi.spyOn(console, 'error').mockReturnValue();
    page.onMake();
    await rest();
    expect(page.data.errors.time).toContain('没有出现过 1986-05-04 02:30');
    expect(page.data.problem).toBe('请看出生时间');
    expect(moves).toEqual([]);
  });

  it('offers the charts of a time in doubt, and goes on with the one that is chosen', async () => {
    const { page, moves, subjects } = await open({ date: { year: 2000, month: 6, day: 1 }, hour: 12, minute: 59 });
    page.onMake();
    await rest();
    expect(moves).toEqual([]);
    expect(page.data).toMatchObject({ choosing: true, doubtful: { pillars: { hour: '壬午' } } });
    page.onCandidate({ detail: { index: 1 } });
    await rest();
    expect(moves).toEqual([CHART]);
    expect(subjects.currentSubject()).toMatchObject({
      chart: { pillars: { hour: '癸未' } },
      subject: { birth: { hour: 13 } },
    });
  });

  it('offers before and after a 节 to who does not know the hour', async () => {
    const { page, subjects } = await open({ date: { year: 2024, month: 2, day: 4 }, timeWay: 'unknown' });
    page.onMake();
    await rest();
    expect(page.data.doubtful.candidates).toHaveLength(2);
    page.onCandidate({ detail: { index: 1 } });
    await rest();
    expect(subjects.currentSubject()!.chart!.pillars).toMatchObject({ year: '甲辰', month: '丙寅', hour: null });
  });
});

it('a birth that is to be changed is filled in, once', async () => {
  const { page, subjects } = await open({});
  const birth = { calendar: 'lunar', year: 1990, month: 5, day: 15, isLeapMonth: true } as const;
  subjects.changeSubject({ subject: { birth, sex: 'female', ziRule: 'day-at-0', trueSolar: true } });
  page.onShow();
  const filled = { calendar: 'lunar', date: { year: 1990, month: 7, day: 7 }, timeWay: 'unknown', ziRule: 'day-at-0' };
  expect(page.data.form).toMatchObject(filled);
  page.setData({ form: { ...page.data.form, sex: 'male' } });
  page.onShow();
  expect(page.data.form.sex).toBe('male');
});
