import { chromium } from 'playwright-core';
import { CHROMIUM_FLAGS, findChromium } from '/work/main/scripts/mini-preview/src/chromium.js';

const url = process.argv[2]!;
const b = await chromium.launch({ executablePath: findChromium().path, args: [...CHROMIUM_FLAGS], headless: true });
const c = await b.newContext({
  viewport: { width: 375, height: 760 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
  colorScheme: (process.argv[3] as 'dark') ?? 'light',
});
const p = await c.newPage();
p.on('pageerror', (e) => console.log('PAGEERROR', e.message, e.stack?.slice(0, 300)));
p.on('console', (m) => console.log(m.type(), m.text().slice(0, 300)));
p.on('requestfailed', (r) => console.log('FAILED', r.url()));
p.on('response', (r) => r.status() >= 400 && console.log(r.status(), r.url()));
let n = 0;
const shot = async () => {
  await p.waitForTimeout(500);
  await p.screenshot({ path: `/tmp/w${++n}.png` });
};
try {
  await p.goto(url);
  await p.waitForTimeout(1500);
  await shot();
  await p.locator('.card').first().tap({ timeout: 3000 });
  await p.waitForTimeout(800);
  await shot();
  await p.getByText('立即购买').tap({ timeout: 3000 });
  await shot();
  await p.getByText('42 cm').tap();
  await p.locator('.t-popup--bottom').getByText('立即购买').tap({ timeout: 3000 });
  await p.waitForTimeout(800);
  await shot();
  await p.getByText('添加收货地址').first().tap({ timeout: 3000 });
  await p.waitForTimeout(600);
  await shot();
  await p.getByText('新增地址').first().tap({ timeout: 3000 });
  await p.waitForTimeout(300);
  await p.getByPlaceholder('姓名').fill('王小明');
  await p.getByPlaceholder('11 位手机号').fill('13800000000');
  await p.getByPlaceholder('如 浙江省').fill('浙江省');
  await p.getByPlaceholder('如 杭州市').fill('杭州市');
  await p.getByPlaceholder('街道、小区、门牌号').fill('文一西路 1 号');
  await shot();
  await p.getByText('保存').tap();
  await p.waitForTimeout(800);
  await shot();
  await p.getByText('提交订单').tap({ timeout: 3000 });
  await p.waitForTimeout(1500);
  await shot();
  await p.getByText('确认支付').tap({ timeout: 3000 });
  await p.waitForTimeout(2500);
  await shot();
  console.log(p.url());
} catch (e) {
  console.log(String(e).slice(0, 900));
  await shot();
}
await b.close();
