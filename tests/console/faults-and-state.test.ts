import { writeFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { buildConsole } from '../../scripts/local-cloud/console-ui/build.mjs';
import { type Console, openConsole } from '../../scripts/local-cloud/src/console/testing.js';
import { type Desktop, openDesktop } from './desktop.js';

let cloud: Console;
let desk: Desktop;
let page: Desktop['page'];
let folder: string;
beforeAll(async () => {
  await buildConsole();
  folder = await mkdtemp(path.join(tmpdir(), 'console-state-'));
  cloud = await openConsole();
  await cloud.post('collections/create', { env: 'shop', collection: 'notes' });
});
afterAll(async () => {
  await cloud.close();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  desk = await openDesktop(cloud.cloud.url);
  page = desk.page;
});
afterEach(async () => {
  await desk.close();
  expect(desk.complaints).toEqual([]);
});

const hub = async (at: string) => (await cloud.request('GET', `/__hub/${at}`)).body as never;
async function choose(name: string, option: string | RegExp): Promise<void> {
  await page.getByRole('combobox', { name }).first().press('Enter');
  await page.getByRole('option', { name: option }).filter({ visible: true }).click();
}

it('an open API is told to fail, and a word to be risky', async () => {
  await desk.open('/faults?env=shop&tab=wechat');
  await choose('errcode', /^45009/);
  await choose('接口', 'security.msgSecCheck');
  await page.locator('[data-add-wechat-fault]').click();
  await expect
    .poll(() => hub('wechat?env=shop'))
    .toMatchObject({ faults: [{ errcode: 45009, api: 'security.msgSecCheck', times: 1 }] });
  await page.getByLabel('关键词', { exact: true }).fill('刷单');
  await page.locator('[data-add-word]').click();
  await page.getByRole('cell', { name: '刷单', exact: true }).waitFor();
  expect(await hub('wechat?env=shop')).toMatchObject({
    words: expect.arrayContaining([{ keyword: '刷单', suggest: 'risky', label: 21000 }]),
  });
  await page.locator('[data-clear-wechat-faults]').click();
  await page.getByText('没有故障，微信接口照常返回').waitFor();
});

it('requests to WeChat Pay and to Tencent Cloud are told to fail, and everything is put back', async () => {
  await desk.open('/faults?env=shop&tab=pay');
  await page.getByText('没有请求故障').waitFor();
  await choose('故障', '丢失应答');
  await choose('接口', '申请退款');
  await page.locator('[data-add-pay-fault]').click();
  await expect
    .poll(() => hub('wechat-pay/faults?env=shop'))
    .toMatchObject({ rules: [{ kind: 'drop', api: 'refund', times: 1 }] });
  await page.locator('[data-reset-pay]').click();
  await page.getByText('没有请求故障').waitFor();

  await desk.open('/faults?env=shop&tab=tencent');
  await page.locator('[data-add-tencent-fault]').click();
  await expect
    .poll(() => hub('tencent/scripts'))
    .toEqual([
      { service: 'sms', action: 'SendSms', times: 1, error: { Code: 'InternalError', Message: 'InternalError' } },
    ]);
});

it('all state is saved as a file and comes back from it; a damaged file changes nothing and is told of', async () => {
  const notes = { env: 'shop', collection: 'notes' };
  const total = async () => (await cloud.post<{ total: number }>('documents/query', notes)).total;
  await cloud.post('documents/insert', { ...notes, document: { _id: 'kept' } });
  await desk.open('/state?env=shop');
  const [saved] = await Promise.all([page.waitForEvent('download'), page.locator('[data-export]').click()]);
  const file = path.join(folder, saved.suggestedFilename());
  await saved.saveAs(file);
  await page.getByText(/已下载 local-cloud-all-.*\.zip/).waitFor();
  await cloud.post('documents/insert', { ...notes, document: { _id: 'later' } });

  const damaged = path.join(folder, 'damaged.zip');
  writeFileSync(damaged, (await readFile(file)).subarray(0, -40));
  const give = async (one: string) => {
    await page.locator('input[type=file]').setInputFiles(one);
    await page.locator('.el-message-box').getByRole('button', { name: '替换数据' }).click();
    await expect.poll(() => page.locator('.el-message-box').count()).toBe(0);
  };
  await give(damaged);
  await page.getByText('什么都没有改变').waitFor();
  expect(await total()).toBe(2);
  desk.complaints.splice(0);

  await give(file);
  await page.getByText(/已恢复 shop, farm/).waitFor();
  expect(await total()).toBe(1);
});
