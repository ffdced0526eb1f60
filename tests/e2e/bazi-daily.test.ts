import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addDays, beijingDate, dateWords } from '../../miniprogram/packages/bazi/lib/civil-date.js';
import { almanacDay } from '../../shared/contracts/almanac/day.js';
import { almanacPick } from '../../shared/contracts/almanac/pick.js';
import { benefitGet } from '../../shared/contracts/benefit/get.js';
import { recordList } from '../../shared/contracts/record/list.js';
import { type Buyer, createBuyer } from '../kit/buyer.js';
import { type RunningCloud, startCloud } from '../kit/local-cloud.js';
import { openPhone, type Phone } from '../kit/phone.js';

let cloud: RunningCloud;
let phone: Phone;
let page: Page;
let member: Buyer;
beforeAll(async () => {
  cloud = await startCloud();
  member = createBuyer(cloud, 'bazi');
  phone = await openPhone(`${cloud.url}/bazi/`, member.openid);
  page = phone.page;
});
afterAll(async () => {
  const complaints = phone?.complaints ?? [];
  await phone?.close();
  await cloud?.stop();
  expect(complaints).toEqual([]);
});

const found = (text: string | RegExp) => page.getByText(text, { exact: true }).filter({ visible: true });
const tap = (text: string | RegExp) => found(text).last().tap();
const sees = (text: string | RegExp) => found(text).first().waitFor();
const tapLabel = (label: string) => page.getByLabel(label, { exact: true }).filter({ visible: true }).last().tap();
const back = () => tapLabel('返回');
const names = async () => (await member.call(recordList, {})).records.map(({ name }) => name).sort();

/** Fills in somebody for the match that is open, and keeps the chart. */
async function saveSomebody(sex: '男' | '女', name: string) {
  await tap('选一个人');
  await tap('录入新的生辰');
  await tap(sex);
  await tap('保存并使用');
  await page.getByLabel('称呼', { exact: true }).filter({ visible: true }).fill(name);
  await tap('朋友');
  await tap('保存');
  await sees(name);
}

it('leads from today to the almanac of tomorrow, with what its terms mean', async () => {
  const tomorrow = addDays(beijingDate(Date.now()), 1);
  const { clash, duty } = await member.call(almanacDay, { date: tomorrow });
  const { year, month, day } = dateWords(tomorrow);
  await tapLabel('后一天');
  await sees('回到今天');
  await tap('冲煞、吉神方位与十二时辰');
  await sees(`${year} 年 ${month} 月 ${day} 日`);
  await sees(`冲${clash.zodiac}`);
  await tap(`${duty}日`);
  await tap('知道了');
  await back();
  await tap('回到今天');
});

it('picks a day for a wedding that clashes with nobody, and opens it', async () => {
  const from = beijingDate(Date.now());
  const asked = { purpose: 'wedding', from, days: 120, birthYears: [1990], weekendsOnly: false } as const;
  const { days, looked, left } = await member.call(almanacPick, { ...asked, birthYears: [...asked.birthYears] });
  const fit = looked - Object.values(left).reduce((sum, some) => sum + some, 0);

  await tap('择日');
  await tap('婚嫁');
  await tap('120 天');
  await tap('填出生年');
  await tap('确定');
  await sees('1990 年生');
  await page.locator('t-button, .t-button').filter({ hasText: '择日', visible: true }).last().tap();
  await sees(`合适 ${fit}`);
  const best = dateWords(days[0]!.date);
  await found(`${best.month} 月 ${best.day} 日`).first().tap();
  await sees(`${best.year} 年 ${best.month} 月 ${best.day} 日`);
  await back();
  await back();
});

it('saves two people, lays their charts beside each other, and takes a deletion back', async () => {
  await tap('合婚');
  await saveSomebody('女', '林小满');
  await saveSomebody('男', '周以宁');
  expect(await names()).toEqual(['周以宁', '林小满'].sort());
  await tap('双方均已年满 18 周岁');
  await page.locator('t-button, .t-button').filter({ hasText: '合婚', visible: true }).last().tap();
  await sees('/ 100');
  await sees('五行互补');
  await back();

  await tap('记录');
  await tapLabel('林小满的更多操作');
  await tap('删除');
  await sees('已删除「林小满」');
  await expect.poll(() => found('林小满').count(), { timeout: 8000 }).toBe(0);
  await tap('撤销');
  await sees('林小满');
  await tapLabel('周以宁的更多操作');
  await tap('删除');
  await sees('已删除「周以宁」');
  // Leaving the page is the end of second thoughts.
  await tap('我的');
  await expect.poll(names, { timeout: 8000 }).toEqual(['林小满']);
});

it('sells passes that are there when the cashier is done', async () => {
  await tap('解读券与会员');
  await tap('单次解读');
  await tap('支付 ¥9.90');
  await tap(/^确认支付 ¥9\.90$/);
  await sees('可用');
  expect((await member.call(benefitGet, {})).passes.left).toBe(1);
  await back();
  await sees('张');
});
