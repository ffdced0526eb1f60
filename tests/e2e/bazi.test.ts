import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningCloud, startCloud } from '../kit/local-cloud.js';
import { type ModelSimulator, startModelSimulator } from '../kit/model-simulator.js';
import { openPhone, type Phone } from '../kit/phone.js';

const MODEL = { QWEN_API_KEY: 'sk-test', QWEN_MODEL: 'qwen-plus' };
const PAGES = '/packages/bazi/pages';

let model: ModelSimulator;
let cloud: RunningCloud;
let phone: Phone;
let page: Page;

beforeAll(async () => {
  model = await startModelSimulator();
  Object.assign(process.env, MODEL, { QWEN_BASE_URL: model.url });
  cloud = await startCloud();
  phone = await openPhone(`${cloud.url}/bazi/?bare#${PAGES}/birth/birth`, 'bazi-reader');
  page = phone.page;
});
afterAll(async () => {
  for (const name of [...Object.keys(MODEL), 'QWEN_BASE_URL']) delete process.env[name];
  await phone.close();
  await cloud.stop();
  await model.stop();
  expect(phone.complaints).toEqual([]);
});

const visible = (text: string | RegExp) =>
  page.getByText(text, { exact: typeof text === 'string' }).filter({ visible: true });
const tap = (text: string | RegExp) => visible(text).first().tap();
const sees = (text: string | RegExp) => visible(text).first().waitFor();
const press = (name: string) => page.getByRole('button', { name, exact: true }).filter({ visible: true }).first().tap();

/** Turns a column of a wheel until `row` stands in the middle, as a finger does. */
async function turn(wheel: string, column: number, row: string): Promise<void> {
  const rows = page
    .getByLabel(new RegExp(`^${wheel}：`))
    .filter({ visible: true })
    .locator('wx-picker-view-column')
    .nth(column);
  await rows.locator('wx-view', { hasText: new RegExp(`^${row}$`) }).evaluate((element) => {
    const scroller = element.parentElement!.shadowRoot!.querySelector('.scroll')!;
    const [row, first] = [element, element.parentElement!.firstElementChild!].map(
      (one) => one.getBoundingClientRect().top,
    );
    scroller.scrollTop = row! - first!;
  });
  await page
    .getByLabel(new RegExp(`^${wheel}：.*${row}`))
    .first()
    .waitFor();
}

const openBirth = async () => {
  await page.goto('about:blank');
  await page.goto(`${cloud.url}/bazi/?bare#${PAGES}/birth/birth`);
  await sees('农历');
};

/** Half past nine in the evening of 闰五月十五 of 1990, by a clock that was an hour ahead. */
async function leapMonthBirth(): Promise<void> {
  await openBirth();
  await tap('农历');
  await turn('出生日期', 0, '1990 年');
  await turn('出生日期', 1, '闰五月');
  await turn('出生日期', 2, '十五');
  await sees('公历 1990 年 7 月 7 日，星期六');
  await turn('出生时间', 0, '21 时');
  await turn('出生时间', 1, '30 分');
  await tap('女');
  await tap('出生地');
  await page.getByLabel('出生地名称').fill('徐汇');
  await tap('上海市 徐汇区');
  await press('排八字');
  await sees('癸水日主');
}

/** A reading that passes every check: it cites the facts and says nothing of the chart. */
const SAYS = [
  '【1】做事宜循序渐进，量力而行，先把手上的事情做稳，再看长远。[F1]',
  '【2】事业上宜守约尽职，积累信用，遇事多与同伴商量，少作意气之争。[F2]',
  '【3】时机有早有迟，准备充分的人更容易接住，平日的积累最要紧。[F3]',
  '【4】生活上宜规律作息，多读书，多与师友往来，稳步前行即可。[F1、F2]',
].join('\n');

describe('八字', () => {
  it('lays out the chart of a birth in a leap month, with what lies between the clock and the pillars', async () => {
    await leapMonthBirth();
    for (const pillar of ['年柱庚午，正印', '月柱癸未，比肩', '日柱癸酉，日主', '时柱壬戌，劫财']) {
      await page.getByLabel(new RegExp(`^${pillar}`)).waitFor();
    }
    await sees('农历庚午马年闰五月十五');
    await tap(/^真太阳时 20:30/);
    for (const minutes of ['−60 分', '+5.76 分', /^−4\.8\d 分$/]) await sees(minutes);
  });

  it('opens a decade of luck, its years, a year’s months and a month’s days', async () => {
    await tap('大运流年');
    await sees(/^出生后 .*起运/);
    await page.getByRole('tab', { name: /^11 岁.*2000/ }).tap();
    await page.getByRole('tab', { name: /^2006 丙 ?戌 正财 17 岁/ }).tap();
    await page.getByRole('tab', { name: /^立春 庚 ?寅/ }).tap();
    await page.getByRole('tab', { name: /^2 月 4 日 甲 ?子/ }).waitFor();
  });

  it('streams a reading, and goes on with it when the page is opened again', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    model.play({ says: SAYS, holdsFor: held });
    const streams: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/http-reading/')) streams.push(new URL(request.url()).searchParams.get('after')!);
    });
    await press('解读');
    await tap('事业');
    await press('开始解读');
    await tap('我已年满 18 周岁，并已知悉');
    await press('继续');
    await sees(/循序渐进/);
    await sees(/正在写第 \d 节/);
    expect(page.url()).toMatch(/reading\?readingId=rdg_[0-9A-Z]{26}$/);

    await page.reload();
    await sees(/循序渐进/);
    release();
    await sees(/稳步前行/);
    await sees('本文由人工智能生成');
    expect(streams).toEqual([expect.stringMatching(/^[0-3]$/), expect.stringMatching(/^[123]$/)]);
    await tap('四柱');
    await sees(/^四柱：年柱庚午、月柱癸未/);
    await press('收藏');
    await sees('已收藏');
    await page.reload();
    await page.getByRole('button', { name: '取消收藏' }).waitFor();
  });

  it('offers both charts near a boundary, and names the hour that no clock showed', async () => {
    await openBirth();
    await turn('出生日期', 0, '2000 年');
    await turn('出生日期', 1, '6 月');
    await turn('出生时间', 0, '12 时');
    await turn('出生时间', 1, '59 分');
    await tap('男');
    await press('排八字');
    await sees('按填写的时间');
    await tap(/^距 13:00 换时辰不到 2 分钟/);
    await page.getByLabel(/^时柱癸未/).waitFor();

    await openBirth();
    await turn('出生日期', 0, '1986 年');
    await turn('出生日期', 1, '5 月');
    await turn('出生日期', 2, '4 日');
    await turn('出生时间', 0, '02 时');
    await tap('男');
    await press('排八字');
    await sees(/没有出现过 1986-05-04 02:00/);
  });
});
