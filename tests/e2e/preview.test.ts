import { randomBytes } from 'node:crypto';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { orderList } from '../../shared/contracts/order/list.js';
import { checkOut } from '../kit/checkout.js';
import { openPhone, type Phone } from '../kit/phone.js';
import { openShop, type Shop } from '../kit/shop.js';
import { everyPage } from './every-page.js';

let shop: Shop;
let phone: Phone | undefined;
let page: Page;
let openid: string;

beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.cloud.stop());

const tap = (text: string | RegExp) => page.getByText(text).filter({ visible: true }).last().tap();
const sees = (text: string | RegExp) => page.getByText(text).filter({ visible: true }).first().waitFor();

async function putInBag() {
  await tap('初雪 珍珠项链');
  await tap('加入购物袋');
  await tap('42 cm');
  await tap('加入购物袋');
  await sees('已放入购物袋');
}

describe('buying in the mini-program, as a person taps', () => {
  beforeEach(async () => {
    openid = `o_${randomBytes(9).toString('hex')}`;
    phone = await openPhone(`${shop.cloud.url}/ruizhu/`, openid);
    page = phone.page;
  });
  afterEach(async () => {
    const complaints = phone?.complaints ?? [];
    await phone?.close();
    expect(complaints).toEqual([]);
  });

  it('leads from the catalogue to an order that is paid', async () => {
    await sees('初雪 珍珠项链');
    await putInBag();
    await checkOut(page);
    await tap(/^确认支付 ¥/);
    await sees('已付款');

    const { items } = await shop.buyer(openid).call(orderList, {});
    expect(items).toMatchObject([{ status: 'paid', lines: [{ title: '初雪 珍珠项链', quantity: 1 }] }]);
    expect(items[0]?.amounts.payable).toBe(items[0]?.lines[0]?.unitPrice);
  });

  it('leaves the order waiting when the cashier is cancelled, to be paid later', async () => {
    await putInBag();
    await checkOut(page);
    await sees(/^确认支付 ¥/);
    await page.getByLabel('取消支付').tap();
    await sees('待付款');

    await tap(/^去支付/);
    await tap(/^确认支付 ¥/);
    await sees('已付款');
  });
});

describe('every page', () => everyPage(() => shop));
