import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { buildConsole } from '../../scripts/local-cloud/console-ui/build.mjs';
import { openShop, type Shop } from '../kit/shop.js';
import { type Desktop, openDesktop } from './desktop.js';

let shop: Shop;
let desk: Desktop;

beforeAll(async () => {
  await buildConsole();
  shop = await openShop();
});
afterAll(() => shop.cloud.stop());
beforeEach(async () => {
  desk = await openDesktop(shop.cloud.url);
});
afterEach(async () => {
  await desk.close();
  expect(desk.complaints).toEqual([]);
});

async function openOrder() {
  const buyer = shop.buyer();
  const { orderId } = await shop.unpaidOrder(buyer, await shop.goods());
  await shop.openCashier(buyer, orderId);
  await desk.open(`/cashier?env=ruizhu&trade=${orderId}`);
  return { buyer, orderId };
}

it('a person confirms a payment, and the shop hears of it', async () => {
  const { buyer, orderId } = await openOrder();
  await desk.page.getByRole('button', { name: /^支付 ¥/ }).click();
  await shop.until(buyer, orderId, 'paid');
  await desk.page.getByText('TRANSACTION.SUCCESS').first().waitFor();
  await desk.page.keyboard.press('Escape');
  await desk.page.getByRole('tab', { name: /回调/ }).click();
  await desk.page.getByRole('row', { name: new RegExp(orderId) }).click();
  await desk.page.getByText('解密后的内容').waitFor();
});

it('a person cancels at the cashier, and the order still waits for its money', async () => {
  const { orderId } = await openOrder();
  await desk.page.locator('[data-cancel]').click();
  await desk.page.getByText('用户取消了支付').waitFor();
  expect(await shop.trade(orderId)).toMatchObject({ state: 'NOTPAY' });
});

it('a scripted callback with the wrong amount reaches the shop, which does not take it for a payment', async () => {
  const { orderId } = await openOrder();
  await desk.page.getByRole('combobox', { name: '回调种类' }).press('Enter');
  await desk.page.getByRole('option', { name: '金额不符' }).click();
  await desk.page.getByRole('button', { name: '发送' }).click();
  await desk.page.locator('[data-callback-result] .tag').waitFor();
  expect(await shop.trade(orderId)).toMatchObject({ state: 'NOTPAY' });
});
