import { randomBytes } from 'node:crypto';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bazi } from '../../shared/apps/bazi.js';
import { recordSave } from '../../shared/contracts/record/save.js';
import { openTheatre, stageOf } from '../contracts/stage.js';
import { newRequestId } from '../kit/buyer.js';
import type { RunningCloud } from '../kit/local-cloud.js';
import { openPhone, type Phone } from '../kit/phone.js';
import { scan } from '../kit/scan.js';

let cloud: RunningCloud;
let phone: Phone;
let page: Page;

beforeAll(async () => {
  cloud = await openTheatre();
  phone = await openPhone(`${cloud.url}/bazi/`);
  page = phone.page;
});
afterAll(async () => {
  await phone?.close();
  await cloud.stop();
});

const PAGES = 'packages/bazi/pages';
const owner = `o_${randomBytes(9).toString('hex')}`;
const friend = `o_${randomBytes(9).toString('hex')}`;

const seen = (text: string | RegExp) => page.getByText(text).filter({ visible: true });
const sees = (text: string | RegExp) => seen(text).first().waitFor();
const tap = (text: string | RegExp) => seen(text).last().tap();

/** The phone is somebody else's now, who opens `url`. */
async function opens(openid: string, url: string) {
  await page.evaluate(`localStorage.setItem('dev-openid', ${JSON.stringify(openid)})`);
  await page.goto('about:blank');
  await page.goto(url);
}

/** 1990-05-17 08:30: 庚午 辛巳 壬午 甲辰. */
async function savedChart(): Promise<string> {
  const birth = { calendar: 'solar', year: 1990, month: 5, day: 17, hour: 8, minute: 30 } as const;
  const subject = { birth, sex: 'female', ziRule: 'day-at-23', trueSolar: false } as const;
  const asked = { requestId: newRequestId(), name: '林小满', relation: 'self', subject } as const;
  return (await stageOf(cloud, bazi).member(owner).call(recordSave, asked)).recordId;
}

describe('sharing a chart, as a person taps', () => {
  it('leads by the code of its poster to the chart without its hour, until it is withdrawn', async () => {
    await opens(owner, `${cloud.url}/bazi/#/${PAGES}/chart/chart?recordId=${await savedChart()}`);
    await tap('分享');
    await page.getByRole('switch', { name: '写上称呼' }).tap();
    await page.getByRole('switch', { name: '隐去时柱' }).tap();
    await page.getByLabel('时柱隐').waitFor();
    await tap('生成海报');
    await sees('请先看完这段话，再勾选');
    await page.getByRole('checkbox').tap();
    await tap('生成海报');

    const poster = page.getByAltText(/^分享海报/);
    await sees(/只看到卡片上的内容/);
    const link = await poster.getAttribute('src');
    const { text: scanned } = scan(Buffer.from(await (await fetch(link!)).arrayBuffer()));
    expect(scanned).toMatch(`${cloud.url}/bazi/#/${PAGES}/share/share?scene=shr_`);

    await tap('存到相册');
    await tap('拒绝');
    await tap('去设置');
    const [download] = await Promise.all([page.waitForEvent('download'), tap('允许')]);
    expect(await download.failure()).toBeNull();
    await sees('已保存到相册');

    await opens(friend, scanned!);
    await sees('林小满');
    await page.getByLabel('日柱壬午').waitFor();
    await page.getByLabel('时柱隐').waitFor();
    await sees(/仅供民俗文化研究与娱乐/);
    expect(await page.content()).not.toContain('甲辰');
    expect(await seen('撤回').count()).toBe(0);

    await opens(owner, `${cloud.url}/bazi/#/${PAGES}/shares/shares`);
    await sees(/^打开 1 次/);
    await tap('撤回');
    await tap(/^撤回$/);
    await sees('还没有分享过命盘');

    await opens(friend, scanned!);
    await sees('这份分享打不开了');
    await tap('排自己的盘');
    await sees('出生信息只用来排盘');
    expect(phone.complaints).toEqual([]);
  });
});
