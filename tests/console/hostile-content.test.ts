import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildConsole } from '../../scripts/local-cloud/console-ui/build.mjs';
import { type Console, openConsole } from '../../scripts/local-cloud/src/console/testing.js';
import { type Desktop, openDesktop } from './desktop.js';

const PROBE = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>';

const ECHO = `require('http').createServer((req, res) => {
  res.setHeader('x-probe', 'a <b>header</b>');
  res.setHeader('content-type', 'text/html');
  res.end(${JSON.stringify(PROBE)});
}).listen(9000);`;

let cloud: Console;
let desk: Desktop;

beforeAll(async () => {
  await buildConsole();
  cloud = await openConsole();
  const print = `exports.main = async (event) => { console.log(${JSON.stringify(PROBE)}); if (event.fail) throw new Error(${JSON.stringify(PROBE)}); return ${JSON.stringify(PROBE)}; };`;
  await cloud.deploy('hostile', print, { description: PROBE });
  await cloud.call('hostile');
  await cloud.call('hostile', { fail: true });
  await cloud.post('collections/create', { env: 'shop', collection: 'notes' });
  const document = { _id: PROBE, [PROBE.replaceAll('.', '_')]: PROBE, url: 'javascript:window.hacked=1' };
  await cloud.post('documents/insert', { env: 'shop', collection: 'notes', document });
  await cloud.cloud.storage.put('shop', 'page <b>.html', Buffer.from(`<h1>x</h1>${PROBE}`), {
    contentType: 'text/html',
  });
  await cloud.deploy('echo', ECHO, { type: 'HTTP', invoke: 'anyone', timeoutSeconds: 20 });
  const hub = (at: string, body: object) => cloud.request('POST', `/__hub/${at}`, body);
  await hub('wechat/words', { env: 'shop', words: [{ keyword: PROBE, suggest: 'risky', label: 21000 }] });
  await hub('wechat/faults', { env: 'shop', errcode: 40001, errmsg: PROBE });
  await hub('tencent/scripts', { service: 'sms', action: 'SendSms', contains: PROBE, answer: { PROBE } });
  await hub('faults', { kind: 'latency', ms: 1, action: PROBE });
  desk = await openDesktop(cloud.cloud.url);
});
afterAll(async () => {
  await desk.close();
  await cloud.close();
});

const opened = async (at: string, text: string) => {
  await desk.open(at);
  await desk.page.getByText(text).filter({ visible: true }).first().waitFor();
};

it('shows markup in logs, errors, answers, documents and files as text, and runs nothing of it', async () => {
  const { page } = desk;
  const [failed] = await cloud.get<{ requestId: string }[]>('invocations?env=shop&outcome=error');
  await opened('/functions?env=shop', PROBE);
  await opened('/logs?env=shop', PROBE);
  await opened(`/functions/hostile?env=shop&invocation=${failed?.requestId}`, PROBE);
  await opened('/data?env=shop&collection=notes', PROBE);
  await page.getByRole('row').filter({ hasText: 'javascript:' }).click();
  await expect.poll(() => page.locator('.edit textarea').inputValue()).toContain('onerror');
  await opened('/files?env=shop', 'page <b>.html');
  await page.getByRole('row', { name: /page/ }).click();
  await page.locator('.preview pre').filter({ hasText: 'onerror' }).waitFor();

  await opened('/functions/hostile?env=shop', PROBE);
  await page.locator('[data-invoke]').click();
  await page.locator('[data-run]').click();
  await page.locator('[data-outcome]').filter({ hasText: 'onerror' }).waitFor();
  await opened(`/logs?env=shop&q=${encodeURIComponent('<img src=x onerror="window.hacked=2">')}`, 'onerror');

  expect(await page.evaluate('window.hacked')).toBeUndefined();
  expect(await page.locator('main img, .el-drawer img').count()).toBe(0);
  expect(desk.complaints).toEqual([]);
});

it('shows markup in words, faults, scripts, file names and answers over HTTP as text', async () => {
  const { page } = desk;
  await opened('/faults?env=shop', PROBE);
  await opened('/faults?env=shop&tab=wechat', PROBE);
  await opened('/faults?env=shop&tab=tencent', PROBE);
  await opened('/functions/echo?env=shop', 'echo');
  await page.locator('[data-invoke]').click();
  await page.locator('[data-run]').click();
  await page.locator('[data-outcome] pre').filter({ hasText: 'onerror' }).first().waitFor();
  await page.locator('[data-outcome] summary').click();
  await page.getByText('x-probe: a <b>header</b>').waitFor();
  expect(await page.evaluate('window.hacked')).toBeUndefined();
  expect(await page.locator('main img, .el-drawer img').count()).toBe(0);
  expect(desk.complaints).toEqual([]);
});

it('serves its page with a policy that runs no script but its own, and in nobody else’s frame', async () => {
  const answer = await fetch(`${cloud.cloud.url}/console/functions`);
  const policy = answer.headers.get('content-security-policy');
  expect(policy).toContain("script-src 'self'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  for (const outside of ['/console/assets/..%2f..%2fcli.js', '/console/assets/%2e%2e/%2e%2e/package.json']) {
    const { status, headers } = await fetch(cloud.cloud.url + outside);
    expect(status === 404 || headers.get('content-type')?.startsWith('text/html')).toBe(true);
  }
});
