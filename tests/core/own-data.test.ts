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
import { taskCancel } from '../../shared/contracts/task/cancel.js';
import { taskGet } from '../../shared/contracts/task/get.js';
import { taskSweep } from '../../shared/contracts/task/sweep.js';
import { userLogin } from '../../shared/contracts/user/login.js';
import { eraseHoldings } from '../../shared/core/privacy/erase.js';
import { holdings } from '../../shared/core/privacy/holdings.js';
import { type Buyer, callFunction, newRequestId } from '../kit/buyer.js';
import { letDeletionBeDue, untilDeleted, whereItIs } from '../kit/deletion.js';
import { asCall, beFunctionOf } from '../kit/in-process.js';
import { MINUTE, makeId, openShop, type Shop } from '../kit/shop.js';
import { codeFor, createVisitor, NO_TICKET, newPhone } from '../kit/visitor.js';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ bare: true, timers: [] });
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
  const signedIn = await own.call(authLoginByCode, { identifier: phone, ...(await code(phone, 'login')) });
  await shop.advance(MINUTE);
  return { phone, userId: signedIn.userId, visitor: own.signIn(signedIn) };
}

const dueNow = (userId: string) => letDeletionBeDue(shop, userId);

describe('a WeChat user', () => {
  it('binds a phone and a password, and is the same user in H5', async () => {
    const buyer = shop.buyer();
    const userId = await idOf(buyer);
    const phone = newPhone();
    await buyer.call(accountBind, { identifier: phone, ...(await code(phone, 'bind')) });
    await shop.advance(MINUTE);
    await buyer.call(accountSetPassword, { password: PASSWORD, proof: await code(phone, 'confirm') });

    const own = visitor();
    own.signIn(await own.call(authLogin, { identifier: phone, password: PASSWORD }));
    expect((await own.call(accountGet, {})).userId).toBe(userId);
  });

  it('binds the phone that WeChat knows, once for each tap, and takes it from nobody', async () => {
    const [buyer, other] = [shop.buyer(), shop.buyer()];
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
    const { phone: taken } = await newcomer();
    const hers = { env: shop.env, phoneNumber: taken };
    const late = await shop.cloud.post<{ code: string }>('/__wechat/getPhoneNumber', hers, {
      'x-dev-openid': other.openid,
    });
    await expect(other.call(accountBindWechatPhone, { code: late.code })).rejects.toMatchObject({
      code: 'IDENTIFIER_TAKEN',
    });
    const stolen = shop.buyer();
    await expect(stolen.call(accountBindWechatPhone, { code: (await tap()).code })).rejects.toMatchObject({
      code: 'PHONE_CODE_REFUSED',
    });
  });

  it('takes over the phone of an empty H5 account, which ends, and signs in to H5 by it', async () => {
    const { phone, visitor: own, userId: before } = await newcomer();
    const buyer = shop.buyer();
    const userId = await idOf(buyer);
    const bind = { identifier: phone, ...(await code(phone, 'bind')) };
    await expect(buyer.call(accountBind, bind)).rejects.toMatchObject({ code: 'MERGE_PENDING' });
    await shop.advance(MINUTE + 10_000);
    await buyer.call(accountBind, bind);

    own.signIn(await visitor().call(authLoginByCode, { identifier: phone, ...(await code(phone, 'login')) }));
    expect((await own.call(accountGet, {})).userId).toBe(userId);
    const closed = { mergedInto: userId, phone: null, email: null, password: null };
    expect(await shop.documents('accounts', { _id: before })).toMatchObject([closed]);
    await untilDeleted(shop, before);
  });

  it('does not swallow an H5 account that has something of its own', async () => {
    const { phone, visitor: own, userId } = await newcomer();
    await own.call(cartSet, { skuId: (await shop.goods()).skuId as never, quantity: 1 });
    const bind = { identifier: phone, ...(await code(phone, 'bind')) };
    await expect(shop.buyer().call(accountBind, bind)).rejects.toMatchObject({ code: 'ACCOUNT_HAS_DATA' });
    expect((await own.call(accountGet, {})).userId).toBe(userId);
  });

  it('cannot take the phone of another WeChat user, nor can an H5 user anybody’s', async () => {
    const phone = newPhone();
    await shop.buyer().call(accountBind, { identifier: phone, ...(await code(phone, 'bind')) });
    await shop.advance(MINUTE);
    const bind = { identifier: phone, ...(await code(phone, 'bind')) };
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
    await expect(buyer.call(accountDelete, {})).rejects.toMatchObject({ code: 'ACCOUNT_NOT_DONE' });
    await letBePaidLongAgo(orderId);
    await buyer.call(cartSet, { skuId: goods.skuId as never, quantity: 1 });
    const { taskId } = await buyer.call(accountExport, { requestId: newRequestId() as never });
    const exported = await untilDone(() => buyer.call(taskGet, { taskId }));

    const { deletionDueAt } = await buyer.call(accountDelete, {});
    const { iso } = await shop.cloud.get<{ iso: string }>('/__hub/clock');
    expect(Math.abs(Date.parse(deletionDueAt) - Date.parse(iso) - 7 * 24 * 60 * MINUTE)).toBeLessThan(MINUTE);
    expect(await buyer.call(accountDelete, {})).toEqual({ deletionDueAt });
    expect(await shop.asSystem(accountSweep, {})).toMatchObject({ deleted: 0 });
    await untilDeleted(shop, userId);

    const [order] = await shop.documents<{ userId: string; lines: object[] }>('orders', { _id: orderId });
    expect(order).toMatchObject({ openid: '', status: 'paid', lines: [{ skuId: goods.skuId }] });
    expect(order!.userId).not.toBe(userId);
    expect(await whereItIs(shop, userId, buyer.openid)).toEqual([]);
    expect((await fetch(exported.file!.url)).status).toBe(404);
    await expect(buyer.call(orderGet, { orderId })).rejects.toMatchObject({ code: 'ORDER_NOT_FOUND' });
  });

  it('is not left in storage by an export that was cancelled in the middle of a step', async () => {
    const { visitor: own } = await newcomer();
    const stored = async () => (await shop.cloud.get<{ files: number }>(`/__hub/storage?env=${shop.env}`)).files;
    const before = await stored();
    const slow = { kind: 'latency', function: accountExportRun.name, action: 'storage*', ms: 1500, times: 1 };
    await shop.cloud.post('/__hub/faults', slow);
    const { taskId } = await own.call(accountExport, { requestId: newRequestId() as never });
    await shop.struck();
    await own.call(taskCancel, { taskId });
    await expect.poll(stored, { timeout: 5000 }).toBe(before + 1);
    const past = '2026-01-01T00:00:00.000Z';
    await shop.db.collection('tasks').doc(taskId).update({ expiresAt: past, lookAt: past });
    await shop.asSystem(taskSweep, {});
    await expect.poll(stored, { timeout: 5000 }).toBe(before);
  });

  it('waits for an order that was placed while it was taken away', async () => {
    const buyer = shop.buyer();
    const userId = await idOf(buyer);
    const { orderId } = await shop.unpaidOrder(buyer, await shop.goods());
    beFunctionOf(shop.cloud, shop.env);
    expect(await asCall(() => eraseHoldings(holdings(), userId, () => true))).toBe(false);
    expect(await shop.documents('orders', { _id: orderId })).toMatchObject([{ userId, openid: buyer.openid }]);
  });

  it('is not left in what is still to be told, nor written anew by who is told of it late', async () => {
    const buyer = shop.buyer();
    const userId = await idOf(buyer);
    await shop.cloud.post('/__hub/faults', { kind: 'crash', function: 'notice-tell', nth: 1, when: 'before' });
    const { orderId } = await shop.unpaidOrder(buyer, await shop.goods());
    await shop.pay(buyer, orderId);
    await shop.until(buyer, orderId, 'paid');
    await letBePaidLongAgo(orderId);
    await buyer.call(accountDelete, {});
    expect(await dueNow(userId)).toMatchObject({ deleted: 0, held: 1 });
    await shop.cloud.remove('/__hub/faults');

    // What nobody could be told of is a dead letter: here as after a day of tries.
    const dead = { state: 'dead', data: { userId, orderId, title: '青花瓷' }, diedAt: '2026-01-01T00:00:00.000Z' };
    await shop.db.collection('deadLetters').add({ _id: makeId('dlt'), subscriber: 'notice-tell', ...dead });
    await shop.advance(2 * MINUTE);
    await untilDeleted(shop, userId);
    expect(await whereItIs(shop, userId, buyer.openid)).toEqual([]);
    const [letter] = await shop.documents<{ data: object }>('deadLetters', { 'data.orderId': orderId });
    expect(letter!.data).toEqual({ userId: expect.stringMatching(/^usr_/), orderId, title: '已注销' });
  });

  it('stays when its owner takes the request back, and needs more than a token to be deleted', async () => {
    const { phone, visitor: own, userId } = await newcomer();
    await expect(own.call(accountDelete, {})).rejects.toMatchObject({ code: 'PROOF_REFUSED' });
    await expect(own.call(accountDelete, { proof: { ticket: NO_TICKET, code: '000000' } })).rejects.toMatchObject({
      code: 'PROOF_REFUSED',
    });
    await own.call(accountDelete, { proof: await code(phone, 'delete-account') });
    await shop.advance(MINUTE + 1000);
    await expect(own.call(accountGet, {})).rejects.toMatchObject({ code: 'SESSION_ENDED' });

    own.signIn(await visitor().call(authLoginByCode, { identifier: phone, ...(await code(phone, 'login')) }));
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
    expect(await dueNow(userId)).toMatchObject({ deleted: 0, held: 1 });
    expect((await buyer.call(accountDeleteCancel, {})).deletionDueAt).toBeNull();
    await admin.call(roleRevoke, { userId, role: 'admin' });
    await buyer.call(accountDelete, {});

    const { iso } = await shop.cloud.get<{ iso: string }>('/__hub/clock');
    await shop.db.collection('accounts').where({ _id: userId }).update({ deletionDueAt: iso });
    await expect(buyer.call(accountDeleteCancel, {})).rejects.toMatchObject({ code: 'DELETION_BEGUN' });
    await untilDeleted(shop, userId);
  });

  it('lets a phone be registered anew after its account is gone, as somebody else', async () => {
    const { phone, visitor: own, userId } = await newcomer();
    await own.call(accountDelete, { proof: await code(phone, 'delete-account') });
    await untilDeleted(shop, userId);
    await shop.advance(MINUTE + 1000);
    const again = await visitor().call(authLoginByCode, { identifier: phone, ...(await code(phone, 'login')) });
    expect([again.isNew, again.userId === userId]).toEqual([true, false]);
  });
});

it('every collection says what it keeps of a user', () => {
  const silent = apps.flatMap(({ collections }) => collections.filter(({ personal }) => personal === undefined));
  expect(silent.map(({ name }) => name)).toEqual([]);
});

const letBePaidLongAgo = (orderId: string) =>
  shop.db.collection('orders').doc(orderId).update({ paidAt: '2026-01-01T00:00:00.000Z' });

async function untilDone<T extends { state: string }>(look: () => Promise<T>): Promise<T> {
  for (let tries = 0; tries < 100; tries += 1) {
    const task = await look();
    if (task.state === 'done') return task;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('the task never came to its end');
}
