import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM_FLAGS, findChromium } from '../../scripts/mini-preview/src/chromium.js';
import { shopOf } from '../kit/shop.js';
import { ENV, type Stage, setStage } from './kit.js';

/** Its functions are packed: each one more costs seconds. */
const ARGS = ['--functions', '3', '--h5', `https://${ENV}.service.tcloudbase.com/api`];

let stage: Stage;
beforeAll(async () => {
  stage = await setStage(['catalog', 'http']);
}, 60_000);
afterAll(() => stage.close());

const read = async (file: string) => {
  const response = await fetch(`${stage.cloud.url}/__hosting/${ENV}/${file}`);
  return { status: response.status, text: await response.text(), keep: response.headers.get('cache-control') };
};
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
