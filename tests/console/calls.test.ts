import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { buildConsole } from '../../scripts/local-cloud/console-ui/build.mjs';
import { type Console, openConsole } from '../../scripts/local-cloud/src/console/testing.js';
import { type Desktop, openDesktop } from './desktop.js';

const SLOW = `exports.main = async () => {
  console.log('half way');
  await new Promise((go) => setTimeout(go, 6000));
  console.log('done');
  return 'end';
};`;
const STREAM = `require('http').createServer((req, res) => {
  res.writeHead(200, { 'content-type': 'text/event-stream' });
  res.write('data: first ' + req.headers['x-wx-openid'] + ' ' + req.method + ' ' + req.url + '\\n\\n');
  setTimeout(() => res.end('data: last\\n\\n'), 3000);
}).listen(9000);`;

let cloud: Console;
let desk: Desktop;
let page: Desktop['page'];
beforeAll(async () => {
  await buildConsole();
  cloud = await openConsole();
  await cloud.deploy('slow', SLOW, { timeoutSeconds: 20 });
  await cloud.deploy('stream', STREAM, { type: 'HTTP', timeoutSeconds: 20 });
});
afterAll(() => cloud.close());
beforeEach(async () => {
  desk = await openDesktop(cloud.cloud.url);
  page = desk.page;
});
afterEach(async () => {
  await desk.close();
  expect(desk.complaints).toEqual([]);
});
const sees = (text: string | RegExp) => page.getByText(text).filter({ visible: true }).first().waitFor();

it('a line is in the logs while the function that printed it still runs', async () => {
  await desk.open('/logs?env=shop');
  await sees('没有日志');
  let ended = false;
  const call = cloud.call('slow').then(() => {
    ended = true;
  });
  await sees('half way');
  expect(ended).toBe(false);
  await page.getByText('half way').click();
  await sees('运行中');
  await call;
  await expect.poll(() => page.locator('.el-drawer').getByText('done').count()).toBe(1);
});

it('a test event shows what is printed while it runs, and is kept under a name', async () => {
  await desk.open('/functions/slow?env=shop');
  await page.locator('[data-invoke]').click();
  await page.getByLabel('测试事件（JSON）').fill('{"kept": true}');
  await page.locator('[data-save-template]').click();
  await page.locator('.el-message-box input').fill('我的事件');
  await page.locator('.el-message-box').getByRole('button', { name: '保存' }).click();
  await page.locator('[data-run]').click();
  await page.locator('[data-running]').getByText('half way').waitFor();
  await page.locator('[data-outcome]').getByText('"end"').waitFor();

  await page.reload();
  await page.locator('[data-invoke]').click();
  await page.getByLabel('测试事件（JSON）').fill('{}');
  await page.getByRole('combobox', { name: '事件模板' }).press('Enter');
  await page.getByRole('option', { name: '我的事件' }).click();
  expect(await page.getByLabel('测试事件（JSON）').inputValue()).toBe('{"kept": true}');
});

it('an HTTP function is called as a user, and its answer is shown as it comes', async () => {
  await desk.open('/functions/stream?env=shop');
  await page.locator('[data-invoke]').click();
  await page.getByRole('combobox', { name: '以谁的身份调用（openid）' }).focus();
  await page.keyboard.type('o_zoe');
  await page.keyboard.press('Enter');
  await page.getByLabel('路径', { exact: true }).fill('/chat?q=1');
  await page.getByLabel('请求头（每行一个）').fill('cookie: a=1');
  await sees(/浏览器不允许/);
  await page.getByLabel('请求头（每行一个）').fill('accept: text/event-stream');
  await page.locator('[data-run]').click();
  const answer = page.locator('[data-outcome] > pre');
  await expect.poll(() => answer.innerText()).toContain('first o_zoe GET /chat?q=1');
  expect(await answer.innerText()).not.toContain('last');
  expect(await page.locator('[data-stop]').isVisible()).toBe(true);
  await expect.poll(() => answer.innerText(), { timeout: 8_000 }).toContain('last');
  await sees(/点/);
});
