import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildConsole } from '../../scripts/local-cloud/console-ui/build.mjs';
import { type Console, openConsole } from '../../scripts/local-cloud/src/console/testing.js';
import { type Desktop, openDesktop } from './desktop.js';

const GREET = `exports.main = async ({ name = 'nobody' }) => { console.log('hello', name); return { hello: name }; };`;

let cloud: Console;
let desk: Desktop;
let page: Desktop['page'];

beforeAll(async () => {
  await buildConsole();
  cloud = await openConsole();
  await cloud.deploy('greet', GREET, {
    description: '打招呼',
    triggers: [{ name: 'nightly', type: 'timer', config: '0 0 2 * * * *' }],
  });
  await cloud.deploy('fail', `exports.main = async () => { throw new Error('kaboom'); };`);
  await cloud.post('collections/create', { env: 'shop', collection: 'orders' });
  for (let n = 0; n < 30; n += 1) {
    await cloud.post('documents/insert', { env: 'shop', collection: 'orders', document: { _id: `o${n}`, n } });
  }
  for (const name of ['Ann', 'Ben', 'Cem']) await cloud.call('greet', { name }, `o_${name}`);
  await cloud.call('fail');
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
const rows = () => page.locator('tbody:not([aria-hidden]) tr');

const PAGES = [
  ['/', '概览', 'Overview', '每月费用估算', 'Monthly estimate'],
  ['/functions', '函数', 'Functions', '最近调用', 'Last call'],
  ['/functions/greet', 'greet', 'greet', '调用记录', 'Invocations'],
  ['/logs', '日志', 'Logs', '实时更新', 'Follow'],
  ['/data', '数据库', 'Data', '插入文档', 'Insert document'],
  ['/files', '文件', 'Files', '还没有文件', 'There are no files'],
  ['/inbox', '微信收件箱', 'WeChat inbox', /还没有消息/, /Nothing yet/],
  ['/cashier', '收银台', 'Cashier', /还没有|没有订单/, /There are no orders/],
  ['/timers', '定时器', 'Timers', '立即运行', 'Run now'],
  ['/metrics', '指标', 'Metrics', /没有 metrics 集合/, /no collection metrics/],
  ['/faults', '故障注入', 'Faults', '注入故障', 'New fault'],
  ['/faults?tab=pay', '故障注入', 'Faults', '微信支付开关', 'WeChat Pay switches'],
  ['/faults?tab=wechat', '故障注入', 'Faults', '内容安全词表', 'Words for moderation'],
  ['/faults?tab=tencent', '故障注入', 'Faults', '接口脚本', 'Scripts'],
  ['/state', '备份与恢复', 'Backup', '选择备份文件…', 'Choose a file…'],
  ['/inbox?tab=sms', '微信收件箱', 'WeChat inbox', /还没有短信/, /No short messages/],
  ['/cashier?tab=bill', '收银台', 'Cashier', /没有交易/, /Nothing was traded/],
] as const;

describe('every page', () => {
  it.each(PAGES)('%s opens by its address, in both languages', async (at, zhTitle, enTitle, zh, en) => {
    await desk.open(`${at}${at.includes('?') ? '&' : '?'}env=shop`);
    await sees(zh);
    expect(await page.locator('h1').innerText()).toContain(zhTitle);
    await page.locator('[data-language]').click();
    await sees(en);
    expect(await page.locator('h1').innerText()).toContain(enTitle);
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    await page.reload();
    await sees(en);
  });

  it('follows the colours of the system until told otherwise, and remembers that', async () => {
    const isDark = () => page.evaluate(`document.documentElement.classList.contains('dark')`);
    await page.emulateMedia({ colorScheme: 'dark' });
    await desk.open('/?env=shop');
    await sees('每月费用估算');
    expect(await isDark()).toBe(true);
    await page.locator('[data-theme-switch]').click();
    expect(await isDark()).toBe(false);
    await page.reload();
    await sees('每月费用估算');
    expect(await isDark()).toBe(false);
  });

  it('says what is wrong and offers another try when the local cloud does not answer', async () => {
    await page.route('**/__console/timers*', (route) => route.fulfill({ status: 500, body: '{"message":"broken"}' }));
    await desk.open('/timers?env=shop');
    await sees(/broken/);
    await page.unroute('**/__console/timers*');
    await page.getByRole('button', { name: '重试' }).click();
    await sees('nightly');
    desk.complaints.splice(0);
  });
});

describe('functions', () => {
  it('keeps the search in the address', async () => {
    await desk.open('/functions?env=shop');
    await sees('打招呼');
    await page.keyboard.press('/');
    await page.keyboard.type('fai');
    await expect.poll(() => rows().count()).toBe(1);
    await expect.poll(() => page.url()).toContain('q=fai');
    await page.reload();
    await sees('fail');
    expect(await rows().count()).toBe(1);
  });

  it('is walked with the keyboard: arrows, Enter, Escape', async () => {
    await desk.open('/functions/greet?env=shop');
    const calls = page.getByRole('table', { name: '调用记录' }).locator('tbody tr');
    await calls.first().focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    expect(await calls.nth(2).evaluate((row: { matches(selector: string): boolean }) => row.matches(':focus'))).toBe(
      true,
    );
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await sees('hello Ben');
    expect(page.url()).toContain('invocation=');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByText('hello Ben').isVisible()).toBe(false);
    expect(page.url()).not.toContain('invocation=');
  });

  it('calls a function with a test event as a chosen user, and refuses what is no JSON', async () => {
    await desk.open('/functions/greet?env=shop');
    await page.locator('[data-invoke]').click();
    const event = page.getByLabel('测试事件（JSON）');
    await event.fill('{"name": }');
    await sees(/不是合法的 JSON/);
    expect(await page.locator('[data-run]').isDisabled()).toBe(true);
    await event.fill('{"name": "Zoe"}');
    await page.getByRole('combobox', { name: '以谁的身份调用（openid）' }).focus();
    await page.keyboard.type('o_zoe');
    await page.keyboard.press('Enter');
    await event.press('Control+Enter');
    await page.locator('[data-outcome]').waitFor();
    expect(await page.locator('[data-outcome]').innerText()).toContain('"hello": "Zoe"');
    const [last] = await cloud.get<{ caller: object }[]>('invocations?env=shop&name=greet&limit=1');
    expect(last?.caller).toMatchObject({ openid: 'o_zoe', source: 'wx_client' });
  });

  it('shows a call from elsewhere without being asked', async () => {
    await desk.open('/functions/fail?env=shop');
    await expect.poll(() => page.getByRole('table', { name: '调用记录' }).locator('tbody tr').count()).toBe(1);
    await cloud.call('fail');
    await expect
      .poll(() => page.getByRole('table', { name: '调用记录' }).locator('tbody tr').count(), { timeout: 5_000 })
      .toBe(2);
    await page.getByRole('button', { name: '查看数据表' }).click();
    await sees('p99 (ms)');
  });

  it('finds a line across functions', async () => {
    await desk.open('/logs?env=shop');
    await sees('hello Ann');
    await page.keyboard.press('/');
    await page.keyboard.type('kaboom');
    await expect.poll(() => page.getByText('hello').count()).toBe(0);
    await sees(/FUNCTIONS_EXECUTE_FAIL/);
  });
});

describe('data', () => {
  it('queries, explains, inserts, edits and deletes', async () => {
    await desk.open('/data?env=shop&collection=orders&mode=json');
    await sees('共 30 个文档');
    await page.getByLabel('筛选', { exact: true }).fill('{"n": {"$gte": 25}}');
    await page.locator('[data-query]').click();
    await sees('共 5 个文档');
    await page.locator('[data-explain]').click();
    expect(await page.locator('[data-plan]').innerText()).toMatch(/scan[\s\S]*没有可用的索引/);

    await page.locator('[data-insert]').click();
    await page.getByLabel('文档', { exact: true }).last().fill('{"_id": "new", "n": 99}');
    await page.locator('[data-save]').click();
    await sees('共 6 个文档');
    await page.getByRole('row', { name: /new/ }).click();
    await page.getByLabel('_id "new"').fill('{"_id": "new", "n": 100}');
    await page.locator('[data-save]').click();
    await expect.poll(() => page.getByRole('row', { name: /new 100/ }).count()).toBe(1);

    await page.getByRole('row', { name: /new 100/ }).click();
    await page.locator('[data-remove]').click();
    await page.locator('.el-message-box').getByRole('button', { name: '删除' }).click();
    await sees('共 5 个文档');

    for (const left of ['撤销删除', '撤销修改', '撤销插入']) {
      await page.getByRole('button', { name: left }).click();
      await sees('已撤销');
    }
    await expect.poll(() => page.locator('[data-undo]').count()).toBe(0);
    expect(
      await cloud.post('documents/query', { env: 'shop', collection: 'orders', filter: { _id: 'new' } }),
    ).toMatchObject({ total: 0 });
  });

  it('asks by a form what JSON would say, and keeps to JSON what a form cannot', async () => {
    await desk.open('/data?env=shop&collection=orders');
    await sees('共 30 个文档');
    await page.getByLabel('字段', { exact: true }).fill('n');
    await page.getByRole('combobox', { name: '运算' }).press('Enter');
    await page.getByRole('option', { name: '小于等于' }).click();
    await page.getByLabel('值', { exact: true }).fill('3');
    await page.getByLabel('值', { exact: true }).press('Enter');
    await sees('共 4 个文档');
    await page.getByText('JSON', { exact: true }).click();
    const filter = page.getByLabel('筛选', { exact: true });
    expect(await filter.inputValue()).toBe('{"n":{"$lte":3}}');
    await filter.fill('{"$or": [{"n": 1}, {"n": 2}]}');
    await page.getByText('表单', { exact: true }).click();
    await sees('这个查询无法用表单表示');
    expect(await filter.inputValue()).toContain('$or');
  });

  it('pages, and keeps page and collection in the address', async () => {
    await desk.open('/data?env=shop&collection=orders');
    await sees('共 30 个文档');
    expect(await rows().count()).toBe(20);
    await page.locator('.el-pagination .btn-next').click();
    await expect.poll(() => rows().count()).toBe(10);
    expect(page.url()).toContain('page=2');
  });
});

describe('files, timers, clock and faults', () => {
  it('uploads, previews and deletes a file', async () => {
    await desk.open('/files?env=shop');
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><rect width="8" height="8"/></svg>';
    const file = { name: '图 1.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(svg) };
    await page.locator('input[type=file]').setInputFiles(file);
    await page.getByRole('row', { name: /图 1.svg/ }).click();
    const picture = page.locator('.preview img');
    await expect.poll(() => picture.evaluate((image: { naturalWidth?: number }) => image.naturalWidth)).toBe(8);
    await page.locator('.preview').getByRole('button', { name: '删除' }).click();
    await page.locator('.el-message-box').getByRole('button', { name: '删除' }).click();
    await sees('还没有文件');
  });

  it('runs a timer now, and runs it again when the clock goes past its time', async () => {
    await desk.open('/timers?env=shop');
    await page.getByRole('button', { name: '立即运行' }).click();
    await sees('nightly 已运行');
    const timed = async () =>
      (await cloud.get<{ caller: { trigger?: string } }[]>('invocations?env=shop&name=greet')).filter(
        ({ caller }) => caller.trigger === 'timer',
      ).length;
    expect(await timed()).toBe(1);
    await page.getByRole('button', { name: '虚拟时间' }).click();
    await page.getByRole('button', { name: '+1 天' }).click();
    await expect.poll(timed).toBe(2);
    await sees(/快 1 ?天/);
  });

  it('adds a fault that strikes, and clears it', async () => {
    await desk.open('/faults?env=shop');
    await page.getByRole('combobox', { name: '云调用' }).focus();
    await page.keyboard.type('database.');
    await page.getByRole('option', { name: 'database.*' }).click();
    await page.locator('[data-add-fault]').click();
    await expect
      .poll(() => cloud.cloud.faults.list())
      .toMatchObject([{ kind: 'latency', env: 'shop', action: 'database.*', ms: 1000, times: 1 }]);
    await page.locator('[data-clear-faults]').click();
    await sees('没有故障，一切正常');
    expect(cloud.cloud.faults.list()).toEqual([]);
  });
});
