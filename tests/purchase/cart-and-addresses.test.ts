import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addressList } from '../../shared/contracts/address/list.js';
import { addressSave } from '../../shared/contracts/address/save.js';
import { cartGet } from '../../shared/contracts/cart/get.js';
import { cartSet } from '../../shared/contracts/cart/set.js';
import { catalogGet } from '../../shared/contracts/catalog/get.js';
import { catalogList } from '../../shared/contracts/catalog/list.js';
import { orderCreate } from '../../shared/contracts/order/create.js';
import { userLogin } from '../../shared/contracts/user/login.js';
import { newRequestId } from '../kit/buyer.js';
import { openShop, type Shop, times } from '../kit/shop.js';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ bare: true, timers: ['order-sweep', 'request-sweep'] });
});
afterAll(() => shop.cloud.stop());

const address = { name: '林清和', phone: '13800138000', province: '上海市', city: '上海市', detail: '武康路 1 号' };

describe('logging in', () => {
  it('makes a member known once, however often and at once it comes', async () => {
    const buyer = shop.buyer();

    const logins = await Promise.all(times(6, () => buyer.call(userLogin, {})));

    expect(logins.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(new Set(logins.map(({ userId }) => userId)).size).toBe(1);
    expect(await shop.documents('users', { openid: buyer.openid })).toHaveLength(1);
  });

  it('takes nobody’s word for who they are', async () => {
    const answer = await shop.buyer('').send('user-login', { userInfo: { openId: 'o_admin', appId: 'wx' } });
    expect(answer).toMatchObject({ ok: false, error: { code: 'UNAUTHENTICATED' } });
  });
});

describe('the catalogue', () => {
  it('is open to guests, page by page, and shows nothing that is not for sale', async () => {
    const hidden = await shop.goods();
    await shop.db.collection('products').where({ _id: hidden.spuId }).update({ onSale: false });
    const made = await Promise.all(times(5, () => shop.goods()));
    const guest = shop.buyer('');

    const listed: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page: { items: { spuId: string }[]; nextCursor: string | null } = await guest.call(catalogList, {
        limit: 2,
        cursor,
      });
      listed.push(...page.items.map(({ spuId }) => spuId));
      cursor = page.nextCursor;
    }

    expect(new Set(listed).size).toBe(listed.length);
    expect(listed).toEqual(expect.arrayContaining(made.map(({ spuId }) => spuId)));
    expect(listed).not.toContain(hidden.spuId);
    await expect(guest.call(catalogGet, { spuId: hidden.spuId })).rejects.toMatchObject({ code: 'PRODUCT_NOT_FOUND' });
  });

  it('shows everything else when one product was left incomplete', async () => {
    const [broken, bare, fine] = await Promise.all(times(3, () => shop.goods()));
    await shop.db.collection('products').where({ _id: broken!.spuId }).update({ priceFrom: '12.80' });
    await shop.db.collection('products').where({ _id: bare!.spuId }).update({ pictures: [] });

    const { items } = await shop.buyer('').call(catalogList, { limit: 50 });
    const listed = items.map(({ spuId }): string => spuId);
    expect(listed).toEqual(expect.arrayContaining([bare!.spuId, fine!.spuId]));
    expect(listed).not.toContain(broken!.spuId);
  });

  it('refuses a cursor that it did not give', async () => {
    for (const cursor of ['x', 'WzEsMl0', Buffer.from('[{"$gt":""},"x"]').toString('base64url')]) {
      const answer = await shop.buyer('').send('catalog-list', { cursor });
      expect(answer).toMatchObject({
        ok: false,
        error: { code: 'INVALID_INPUT', fields: { cursor: expect.any(String) } },
      });
    }
  });
});

describe('the cart', () => {
  it('keeps every SKU that is put in at the same time', async () => {
    const goods = await Promise.all(times(6, () => shop.goods({ price: 1000 })));
    const buyer = shop.buyer();

    await Promise.all(goods.map(({ skuId }) => buyer.call(cartSet, { skuId, quantity: 2 })));

    const cart = await buyer.call(cartGet, {});
    expect(new Set(cart.items.map(({ skuId }) => skuId))).toEqual(new Set(goods.map(({ skuId }) => skuId)));
    expect(cart).toMatchObject({ count: 12, total: 12_000, nextCursor: null });
  });

  it('holds fifty kinds of goods and never a fifty-first, even at once', async () => {
    const buyer = shop.buyer();
    const goods = await Promise.all(times(53, () => shop.goods()));
    for (const { skuId } of goods.slice(0, 46)) await buyer.call(cartSet, { skuId, quantity: 1 });

    const rest = await Promise.allSettled(
      goods.slice(46).map(({ skuId }) => buyer.call(cartSet, { skuId, quantity: 1 })),
    );

    expect(rest.filter(({ status }) => status === 'fulfilled')).toHaveLength(4);
    expect((await buyer.call(cartGet, {})).items).toHaveLength(50);
    await buyer.call(cartSet, { skuId: goods[0]!.skuId, quantity: 0 });
    expect((await buyer.call(cartGet, {})).items).toHaveLength(49);
  });

  it('says what cannot be bought any more, and leaves it out of the total', async () => {
    const [scarce, gone, fine] = await Promise.all([
      shop.goods({ stock: 1 }),
      shop.goods(),
      shop.goods({ price: 500 }),
    ]);
    const buyer = shop.buyer();
    await buyer.call(cartSet, { skuId: scarce!.skuId, quantity: 2 });
    await buyer.call(cartSet, { skuId: gone!.skuId, quantity: 1 });
    await buyer.call(cartSet, { skuId: fine!.skuId, quantity: 3 });
    await shop.db.collection('products').where({ _id: gone!.spuId }).update({ onSale: false });

    const cart = await buyer.call(cartGet, {});

    const states = Object.fromEntries(cart.items.map(({ skuId, state }) => [skuId, state]));
    expect(states).toEqual({ [scarce!.skuId]: 'insufficient', [gone!.skuId]: 'gone', [fine!.skuId]: 'ok' });
    expect(cart).toMatchObject({ count: 3, total: 1500 });
  });

  it('loses what is ordered from it once, and keeps what was added since', async () => {
    const goods = await shop.goods();
    const buyer = shop.buyer();
    const skuId = goods.skuId;
    await buyer.call(cartSet, { skuId, quantity: 3 });
    const order = { requestId: newRequestId(), addressId: await buyer.addressId(), fromCart: true };
    const request = { ...order, lines: [{ skuId, quantity: 2 }] };

    await buyer.call(orderCreate, request);
    await buyer.call(orderCreate, request);

    expect((await buyer.call(cartGet, {})).items).toMatchObject([{ skuId, quantity: 1 }]);
  });

  it('forgets goods that no longer exist at all, and has room for others again', async () => {
    const buyer = shop.buyer();
    const goods = await Promise.all(times(50, () => shop.goods()));
    for (const { skuId } of goods) await buyer.call(cartSet, { skuId, quantity: 1 });
    await shop.db
      .collection('products')
      .where({ _id: shop.db.command.in(goods.map(({ spuId }) => spuId)) })
      .remove();

    expect((await buyer.call(cartGet, {})).items).toEqual([]);
    const { skuId } = await shop.goods();
    expect((await buyer.call(cartSet, { skuId, quantity: 1 })).items).toHaveLength(1);
  });

  it('can be looked at whatever is in it, however dear', async () => {
    const { skuId } = await shop.goods({ price: 900_000_000, stock: 99 });
    const buyer = shop.buyer();
    await buyer.call(cartSet, { skuId, quantity: 99 });

    expect((await buyer.call(cartGet, {})).total).toBe(89_100_000_000);
    const answer = await buyer.send('order-preview', { lines: [{ skuId, quantity: 99 }] });
    expect(answer).toMatchObject({ error: { code: 'ORDER_TOO_LARGE' } });
  });

  it('loses what is ordered from it, and keeps the rest', async () => {
    const [ordered, kept] = [await shop.goods(), await shop.goods()];
    const buyer = shop.buyer();
    for (const { skuId } of [ordered, kept]) await buyer.call(cartSet, { skuId, quantity: 1 });
    const order = { addressId: await buyer.addressId(), lines: [{ skuId: ordered.skuId, quantity: 1 }] };

    await buyer.call(orderCreate, { requestId: newRequestId(), ...order, fromCart: true });

    expect((await buyer.call(cartGet, {})).items).toMatchObject([{ skuId: kept.skuId }]);
  });

  it('takes nothing that does not exist', async () => {
    const put = shop.buyer().call(cartSet, { skuId: `sku_${'0'.repeat(26)}`, quantity: 1 });
    await expect(put).rejects.toMatchObject({ code: 'PRODUCT_NOT_FOUND' });
  });
});

describe('the address book', () => {
  it('has one default: the first address, or the last that was made it', async () => {
    const buyer = shop.buyer();
    const first = await buyer.call(addressSave, { requestId: newRequestId(), ...address });
    const second = await buyer.call(addressSave, { requestId: newRequestId(), ...address, name: '二' });
    expect([first.isDefault, second.isDefault]).toEqual([true, false]);

    await buyer.call(addressSave, {
      requestId: newRequestId(),
      ...address,
      addressId: second.addressId,
      isDefault: true,
    });

    const { items } = await buyer.call(addressList, {});
    expect(items.map(({ addressId, isDefault }) => [addressId, isDefault])).toEqual([
      [second.addressId, true],
      [first.addressId, false],
    ]);
  });

  it('saves one address for one request, however often it is sent', async () => {
    const buyer = shop.buyer();
    const request = { requestId: newRequestId(), ...address };

    const saved = await Promise.all(times(6, () => buyer.call(addressSave, request)));

    expect(new Set(saved.map(({ addressId }) => addressId)).size).toBe(1);
    expect((await buyer.call(addressList, {})).items).toHaveLength(1);
  });

  it('holds twenty and never a twenty-first, even at once', async () => {
    const buyer = shop.buyer();

    const saves = await Promise.allSettled(
      times(25, () => buyer.call(addressSave, { requestId: newRequestId(), ...address })),
    );

    expect(saves.filter(({ status }) => status === 'fulfilled')).toHaveLength(20);
    expect((await buyer.call(addressList, { limit: 50 })).items).toHaveLength(20);
  });

  it('is pages long for those who ask so', async () => {
    const buyer = shop.buyer();
    for (const name of ['一', '二', '三'])
      await buyer.call(addressSave, { requestId: newRequestId(), ...address, name });

    const one = await buyer.call(addressList, { limit: 2 });
    const two = await buyer.call(addressList, { limit: 2, cursor: one.nextCursor! });

    expect([...one.items, ...two.items].map(({ name }) => name)).toEqual(['一', '三', '二']);
    expect(two.nextCursor).toBeNull();
  });

  it('does not go back to what a late repeat says', async () => {
    const buyer = shop.buyer();
    const add = { requestId: newRequestId(), ...address };
    const { addressId } = await buyer.call(addressSave, add);
    const second = { ...address, requestId: newRequestId(), addressId, name: '乙' };
    await buyer.call(addressSave, second);
    await buyer.call(addressSave, { ...address, requestId: newRequestId(), addressId, name: '丙' });

    expect(await buyer.call(addressSave, second)).toMatchObject({ name: '乙' });
    expect(await buyer.call(addressSave, add)).toMatchObject({ addressId, name: address.name });
    expect((await buyer.call(addressList, {})).items).toMatchObject([{ addressId, name: '丙' }]);
    const reused = buyer.call(addressSave, { ...second, name: '丁' });
    await expect(reused).rejects.toMatchObject({ code: 'REQUEST_ID_REUSED' });
  });

  it('refuses a cursor that it did not give', async () => {
    const buyer = shop.buyer();
    await buyer.call(addressSave, { requestId: newRequestId(), ...address });
    const list = buyer.call(addressList, { cursor: `adr_${'0'.repeat(26)}` });
    await expect(list).rejects.toMatchObject({ code: 'INVALID_INPUT', fields: { cursor: expect.any(String) } });
  });

  it('belongs to its owner alone', async () => {
    const { addressId } = await shop.buyer().call(addressSave, { requestId: newRequestId(), ...address });
    const stranger = shop.buyer();

    const changed = stranger.call(addressSave, { requestId: newRequestId(), ...address, addressId, name: '别人' });

    await expect(changed).rejects.toMatchObject({ code: 'ADDRESS_NOT_FOUND' });
    expect((await stranger.call(addressList, {})).items).toEqual([]);
  });
});
