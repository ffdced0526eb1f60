import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apps } from '../../shared/apps/apps.js';
import { accountBind } from '../../shared/contracts/account/bind.js';
import { accountBindWechatPhone } from '../../shared/contracts/account/bind-wechat-phone.js';
import { accountDelete } from '../../shared/contracts/account/delete.js';
import { accountDeleteCancel } from '../../shared/contracts/account/delete-cancel.js';
import { accountExport } from '../../shared/contracts/account/export.js';
import { accountExportRun } from '../../shared/contracts/account/export-run.js';
import { accountGet } from '../../shared/contracts/account/get.js';
import { accountSetPassword } from '../../shared/contracts/account/set-password.js';
import { accountSweep } from '../../shared/contracts/account/sweep.js';
import type { CodePurpose } from '../../shared/contracts/auth/auth.js';
import { authLogin } from '../../shared/contracts/auth/login.js';
import { authLoginByCode } from '../../shared/contracts/auth/login-by-code.js';
import { cartSet } from '../../shared/contracts/cart/set.js';
import { orderGet } from '../../shared/contracts/order/get.js';
import { roleGrant } from '../../shared/contracts/role/grant.js';
import { roleRevoke } from '../../shared/contracts/role/revoke.js';
import { taskGet } from '../../shared/contracts/task/get.js';
import { userLogin } from '../../shared/contracts/user/login.js';
import { type Buyer, callFunction, newRequestId } from '../kit/buyer.js';
import { MINUTE, openShop, type Shop } from '../kit/shop.js';
import { codeFor, createVisitor, newPhone } from '../kit/visitor.js';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ bare: true });
});
afterAll(() => shop.cloud.stop());

const PASSWORD = '九月的风 77 paces';
const visitor = () => createVisitor(shop.cloud, shop.env);
const asGuest = (name: string, input: object) => callFunction(shop.cloud, shop.env, name, input);
const code = (phone: string, purpose: CodePurpose) => codeFor(shop.cloud, asGuest, phone, purpose);
const idOf = async (buyer: Buyer) => (await buyer.call(userLogin, {})).userId;

/** Somebody who came by H5. */
async function newcomer() {
  const phone = newPhone();
  const own = visitor();
  const signedIn = await own.call(authLoginByCode, { identifier: phone, code: await code(phone, 'login') });
  await shop.advance(MINUTE);
  return { phone, userId: signedIn.userId, visitor: own.signIn(signedIn) };
}

/** The account's end, without waiting a week of timers: what is due is what the database says. */
async function letDeletionBeDue(userId: string) {
  const { iso } = await shop.cloud.get<{ iso: string }>('/__hub/clock');
  await shop.db.collection('accounts').where({ _id: userId }).update({ deletionDueAt: iso });
  return shop.asSystem(accountSweep, {});
}

describe('a WeChat user', () => {
  it('binds a phone and a password, and is the same user in H5', async () => {
    const buyer = shop.buyer();
    const userId = await idOf(buyer);
    const phone = newPhone();
    await buyer.call(accountBind, { identifier: phone, code: await code(phone, 'bind') });
    await buyer.call(accountSetPassword, { password: PASSWORD });

    const own = visitor();
    own.signIn(await own.call(authLogin, { identifier: phone, password: PASSWORD }));
    expect((await own.call(accountGet, {})).userId).toBe(userId);
  });

  it('binds the phone that WeChat knows, once for each tap', async () => {
    const buyer = shop.buyer();
    const phoneNumber = newPhone();
    const tap = () =>
      shop.cloud.post<{ code: string }>(
        '/__wechat/getPhoneNumber',
        { env: shop.env, phoneNumber },
        { 'x-dev-openid': buyer.openid },
      );
    const { code: tapped } = await tap();
    expect(await buyer.call(accountBindWechatPhone, { code: tapped })).toMatchObject({
      phone: `${phoneNumber.slice(0, 3)}****${phoneNumber.slice(-4)}`,
    });
    await expect(buyer.call(accountBindWechatPhone, { code: tapped })).rejects.toMatchObject({
      code: 'PHONE_CODE_REFUSED',
    });
    const stolen = shop.buyer();
    await expect(stolen.call(accountBindWechatPhone, { code: (await tap()).code })).rejects.toMatchObject({
      code: 'PHONE_CODE_REFUSED',
    });
  });

  it('becomes one with an empty H5 account of the same phone, which then signs in as the WeChat user', async () => {
    const { phone, visitor: own, userId: before } = await newcomer();
    await own.call(accountSetPassword, { password: PASSWORD });
    const buyer = shop.buyer();
    const userId = await idOf(buyer);
    const bind = { identifier: phone, code: await code(phone, 'bind') };
    await expect(buyer.call(accountBind, bind)).rejects.toMatchObject({ code: 'MERGE_PENDING' });
    await shop.advance(MINUTE + 10_000);
    await buyer.call(accountBind, bind);

    own.signIn(await visitor().call(authLogin, { identifier: phone, password: PASSWORD }));
    expect((await own.call(accountGet, {})).userId).toBe(userId);
    expect(await shop.documents('accounts', { _id: before })).toEqual([]);
  });

  it('does not swallow an H5 account that has something of its own', async () => {
    const { phone, visitor: own, userId } = await newcomer();
    await own.call(cartSet, { skuId: (await shop.goods()).skuId as never, quantity: 1 });
    const bind = { identifier: phone, code: await code(phone, 'bind') };
    await expect(shop.buyer().call(accountBind, bind)).rejects.toMatchObject({ code: 'ACCOUNT_HAS_DATA' });
    expect((await own.call(accountGet, {})).userId).toBe(userId);
  });

  it('cannot take the phone of another WeChat user, nor can an H5 user anybody’s', async () => {
    const phone = newPhone();
    await shop.buyer().call(accountBind, { identifier: phone, code: await code(phone, 'bind') });
    await shop.advance(MINUTE);
    const bind = { identifier: phone, code: await code(phone, 'bind') };
    await expect(shop.buyer().call(accountBind, bind)).rejects.toMatchObject({ code: 'IDENTIFIER_TAKEN' });
    const { visitor: other } = await newcomer();
    await expect(other.call(accountBind, bind)).rejects.toMatchObject({ code: 'IDENTIFIER_SET' });
  });
});

describe('one’s own data', () => {
  it('is given to its owner as one file, with what is encrypted in the clear, and to nobody else', async () => {
    const { phone, visitor: own, userId } = await newcomer();
    const { skuId } = await shop.goods();
    await own.call(cartSet, { skuId: skuId as never, quantity: 3 });
    const { taskId } = await own.call(accountExport, { requestId: newRequestId() as never });
    const task = await untilDone(() => own.call(taskGet, { taskId }));

    expect(await shop.documents('tasks', { _id: taskId })).toMatchObject([{ worker: accountExportRun.name }]);
    const text = await (await fetch(task.file!.url)).text();
    const parts = JSON.parse(text) as { collection: string; documents: Record<string, unknown>[] }[];
    const kept = Object.fromEntries(parts.map(({ collection, documents }) => [collection, documents]));
    expect(kept.accounts).toMatchObject([{ _id: userId, phone }]);
    expect(kept.carts).toMatchObject([{ userId, entries: { [skuId]: { quantity: 3 } } }]);
    expect(text).not.toContain('scrypt$');
    const { visitor: other } = await newcomer();
    await expect(other.call(taskGet, { taskId })).rejects.toMatchObject({ code: 'TASK_NOT_FOUND' });
  });

  it('is taken away a week after its owner asked for it; orders stay, and belong to nobody', async () => {
    const buyer = shop.buyer();
    const userId = await idOf(buyer);
    const goods = await shop.goods();
    const { orderId } = await shop.unpaidOrder(buyer, goods);
    await expect(buyer.call(accountDelete, {})).rejects.toMatchObject({ code: 'ACCOUNT_NOT_DONE' });
    await shop.pay(buyer, orderId);
    await shop.until(buyer, orderId, 'paid');
    await buyer.call(cartSet, { skuId: goods.skuId as never, quantity: 1 });

    const { deletionDueAt } = await buyer.call(accountDelete, {});
    const { iso } = await shop.cloud.get<{ iso: string }>('/__hub/clock');
    expect(Math.abs(Date.parse(deletionDueAt) - Date.parse(iso) - 7 * 24 * 60 * MINUTE)).toBeLessThan(MINUTE);
    expect(await buyer.call(accountDelete, {})).toEqual({ deletionDueAt });
    expect(await shop.asSystem(accountSweep, {})).toMatchObject({ deleted: 0 });
    expect((await letDeletionBeDue(userId)).deleted).toBe(1);

    const [order] = await shop.documents<{ userId: string; lines: object[] }>('orders', { _id: orderId });
    expect(order).toMatchObject({ openid: '', status: 'paid', lines: [{ skuId: goods.skuId }] });
    expect(order!.userId).not.toBe(userId);
    const left = await Promise.all(
      apps
        .find(({ name }) => name === shop.env)!
        .collections.filter(({ name }) => !['audit', 'tasks', 'requests', 'metricBatches'].includes(name))
        .map(async ({ name }) => ({ name, text: JSON.stringify(await shop.documents(name, {})) })),
    );
    const found = left.filter(({ text }) => text.includes(userId) || text.includes(buyer.openid));
    expect(found.map(({ name }) => name)).toEqual([]);
    await expect(buyer.call(orderGet, { orderId })).rejects.toMatchObject({ code: 'ORDER_NOT_FOUND' });
  });

  it('stays when its owner takes the request back, and needs more than a token to be deleted', async () => {
    const { phone, visitor: own, userId } = await newcomer();
    await expect(own.call(accountDelete, {})).rejects.toMatchObject({ code: 'PROOF_REFUSED' });
    await expect(own.call(accountDelete, { code: '000000' })).rejects.toMatchObject({ code: 'PROOF_REFUSED' });
    await own.call(accountDelete, { code: await code(phone, 'delete-account') });
    await shop.advance(MINUTE + 1000);
    await expect(own.call(accountGet, {})).rejects.toMatchObject({ code: 'SESSION_ENDED' });

    own.signIn(await visitor().call(authLoginByCode, { identifier: phone, code: await code(phone, 'login') }));
    expect((await own.call(accountGet, {})).deletionDueAt).not.toBeNull();
    expect((await own.call(accountDeleteCancel, {})).deletionDueAt).toBeNull();
    expect(await shop.asSystem(accountSweep, {})).toMatchObject({ deleted: 0 });
    expect((await own.call(accountGet, {})).userId).toBe(userId);
  });

  it('cannot be taken back once it has begun, nor be asked for by an administrator', async () => {
    const buyer = shop.buyer();
    const userId = await idOf(buyer);
    const admin = shop.operator(['admin']);
    await admin.call(roleGrant, { userId, role: 'admin' });
    await expect(buyer.call(accountDelete, {})).rejects.toMatchObject({ code: 'ACCOUNT_NOT_DONE' });
    await admin.call(roleGrant, { userId: await idOf(shop.buyer()), role: 'admin' });
    await admin.call(roleRevoke, { userId, role: 'admin' });
    await buyer.call(accountDelete, {});

    await admin.call(roleGrant, { userId, role: 'admin' });
    expect(await letDeletionBeDue(userId)).toMatchObject({ deleted: 0, held: 1 });
    expect((await buyer.call(accountDeleteCancel, {})).deletionDueAt).toBeNull();
    await admin.call(roleRevoke, { userId, role: 'admin' });
    await buyer.call(accountDelete, {});

    const { iso } = await shop.cloud.get<{ iso: string }>('/__hub/clock');
    await shop.db.collection('accounts').where({ _id: userId }).update({ deletionDueAt: iso });
    await expect(buyer.call(accountDeleteCancel, {})).rejects.toMatchObject({ code: 'DELETION_BEGUN' });
    expect(await shop.asSystem(accountSweep, {})).toMatchObject({ deleted: 1 });
  });

  it('lets a phone be registered anew after its account is gone, as somebody else', async () => {
    const { phone, visitor: own, userId } = await newcomer();
    await own.call(accountDelete, { code: await code(phone, 'delete-account') });
    expect((await letDeletionBeDue(userId)).deleted).toBe(1);
    await shop.advance(MINUTE + 1000);
    const again = await visitor().call(authLoginByCode, { identifier: phone, code: await code(phone, 'login') });
    expect([again.isNew, again.userId === userId]).toEqual([true, false]);
  });
});

it('every collection says what it keeps of a user', () => {
  const silent = apps.flatMap(({ collections }) => collections.filter(({ personal }) => personal === undefined));
  expect(silent.map(({ name }) => name)).toEqual([]);
});

async function untilDone<T extends { state: string }>(look: () => Promise<T>): Promise<T> {
  for (let tries = 0; tries < 100; tries += 1) {
    const task = await look();
    if (task.state === 'done') return task;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('the task never came to its end');
}
