import type { Page } from 'playwright-core';

const RECIPIENT = { 姓名: '林清和', '11 位手机号': '13800138000', '如 浙江省': '浙江省', '如 杭州市': '杭州市' };

/** From the bag's page to an order that is submitted, with an address that is written on the way. */
export async function checkOut(page: Page): Promise<void> {
  const tap = (text: string | RegExp) => page.getByText(text).filter({ visible: true }).last().tap();
  await page.getByLabel('查看购物袋').tap();
  await tap(/^结算/);
  await tap('添加收货地址');
  for (const [placeholder, value] of Object.entries(RECIPIENT)) await page.getByPlaceholder(placeholder).fill(value);
  await page.getByPlaceholder('街道、小区、门牌号').fill('北山街 84 号');
  await tap('保存');
  await tap(/^提交订单 ¥/);
}
