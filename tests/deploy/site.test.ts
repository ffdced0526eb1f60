import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Plan } from '../../scripts/deploy/plan.js';
import { CHROMIUM_FLAGS, findChromium } from '../../scripts/mini-preview/src/chromium.js';
import { shopOf } from '../kit/shop.js';
import { ENV, type Stage, setStage } from './kit.js';

/** Its functions are packed: each one more costs seconds. */
const FUNCTIONS = ['--functions', '3'];
const ARGS = [...FUNCTIONS, '--h5', `https://${ENV}.service.tcloudbase.com/api`];

let stage: Stage;
beforeAll(async () => {
  stage = await setStage(['catalog', 'http-api', 'http-reading-web']);
}, 60_000);
afterAll(() => stage.close());

const read = async (file: string) => {
  const response = await fetch(`${stage.cloud.url}/__hosting/${ENV}/${file}`);
  return { status: response.status, text: await response.text(), keep: response.headers.get('cache-control') };
};
describe('a web server', { timeout: 180_000 }, () => {
  it('is planned, goes up with the functions, and answers whoever comes by its route', async () => {
    const planned = await stage.run([...FUNCTIONS, '--plan', '--json']);
    const { items } = JSON.parse(planned.output) as Plan;
    expect(items.filter(({ kind }) => kind === 'server')).toEqual([
      { kind: 'server', name: 'http-reading-web', change: 'create', details: [] },
    ]);

    const { code, output } = await stage.run(FUNCTIONS);
    expect(code, output).toBe(0);
    expect(output).toMatch(/^web servers are as wanted: http-reading-web$/m);
    const answer = await fetch(`${stage.cloud.url}/__http/${ENV}/reading?readingId=rdg_00000000000000000000000000`);
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ code: 'UNAUTHENTICATED' });

    const again = await stage.run([...FUNCTIONS, '--plan']);
    expect(again.output).toMatch(/^nothing to do$/m);
  });
});

describe('the H5 site', { timeout: 180_000 }, () => {
  it('goes up after its functions, is completed by the next run when a file was refused', async () => {
    const bucket = `${Buffer.from(ENV).toString('hex').slice(0, 4)}-static-${new URL(stage.site).hostname.split('.')[0]}`;
    const host = `${bucket}.cos.ap-shanghai.tencentcos.cn`;
    stage.cloud.faults.add({ kind: 'error', action: `${host} PUT /__hosting-cos/${bucket}/index.html` });
    const refused = await stage.run(ARGS);
    expect(refused.code).toBe(1);
    expect(refused.output).toMatch(/^index\.html could not be uploaded: 400/m);
    expect(await read('manifest.webmanifest')).toMatchObject({ status: 200 });
    expect(await read('index.html')).toMatchObject({ status: 404 });

    stage.cloud.faults.clear();
    const { code, output } = await stage.run([...ARGS, '--json']);
    expect(code, output).toBe(0);
    expect(JSON.parse(output)).toEqual({ status: 'live', site: { address: stage.site, uploaded: 1 } });
    const page = await read('index.html');
    expect(page).toMatchObject({ status: 200, keep: 'no-cache' });
    const style = /app-[0-9a-f]+\.css/.exec(page.text)![0];
    expect(await read(style)).toMatchObject({ status: 200, keep: 'public, max-age=31536000, immutable' });
  });

  it('works in a browser without any development header, and its calls are taken from its origin', async () => {
    const goods = await shopOf(stage.packedCloud('catalog,http')).goods({ stock: 1 });
    const title = `测试商品 ${goods.spuId.slice(-4)}`;

    const profile = mkdtempSync(path.join(tmpdir(), 'yunshu-chromium-'));
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: findChromium().path,
      args: [...CHROMIUM_FLAGS],
      proxy: { server: stage.cloud.url, bypass: '<-loopback>' },
      ignoreHTTPSErrors: true,
      viewport: { width: 375, height: 780 },
    });
    try {
      const page = await context.newPage();
      const problems: string[] = [];
      page.on('pageerror', ({ message }) => problems.push(message));
      const headers: string[] = [];
      const hosts = new Set<string>();
      page.on('request', (request) => {
        headers.push(...Object.keys(request.headers()));
        hosts.add(new URL(request.url()).hostname);
      });
      await page.goto(`${stage.site}/`);
      await page.getByText(title).first().waitFor({ timeout: 20_000 });
      expect(problems).toEqual([]);
      expect(headers.filter((name) => name.startsWith('x-dev'))).toEqual([]);
      expect(hosts).toEqual(new Set([new URL(stage.site).hostname, `${ENV}.service.tcloudbase.com`]));
    } finally {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    }
  });
});
