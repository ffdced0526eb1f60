import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newKeys } from '../../scripts/lib/environment-keys.js';
import { addressList } from '../../shared/contracts/address/list.js';
import { addressSave } from '../../shared/contracts/address/save.js';
import { authLoginByCode } from '../../shared/contracts/auth/login-by-code.js';
import type { Output } from '../../shared/contracts/contract.js';
import { orderCreate } from '../../shared/contracts/order/create.js';
import { orderGet } from '../../shared/contracts/order/get.js';
import { orderLookup } from '../../shared/contracts/order/lookup.js';
import { orderSearch } from '../../shared/contracts/order/search.js';
import { privacyRotate } from '../../shared/contracts/privacy/rotate.js';
import { taskGet } from '../../shared/contracts/task/get.js';
import { taskSweep } from '../../shared/contracts/task/sweep.js';
import type { UserId } from '../../shared/contracts/terms.js';
import { identities, idsOf, moveIdentity, ownerOf } from '../../shared/modules/account/identities.js';
import { renewIdentities } from '../../shared/modules/account/renew-identities.js';
import { callFunction, newRequestId } from '../kit/buyer.js';
import { asCall, beFunctionOf } from '../kit/in-process.js';
import { MINUTE, openShop, type Shop } from '../kit/shop.js';
import { codeFor, createVisitor, newPhone } from '../kit/visitor.js';

const dataDir = mkdtempSync(path.join(tmpdir(), 'yunshu-personal-'));
const ownKeys = process.env.YUNSHU_KEYS;
const [first, second] = [newKeys(), newKeys()].map((keys, place) => keys.replace(/^[^:]+/, `n${place}`)) as [
  string,
  string,
];

let shop: Shop;
async function openWith(keys: string): Promise<void> {
  process.env.YUNSHU_KEYS = keys;
  shop = await openShop({ bare: true, dataDir });
}

beforeAll(() => openWith(first));
afterAll(async () => {
  await shop.cloud.stop();
  rmSync(dataDir, { recursive: true, force: true });
  if (ownKeys === undefined) delete process.env.YUNSHU_KEYS;
  else process.env.YUNSHU_KEYS = ownKeys;
});

const person = {
  name: '顾长卿',
  phone: '13912345678',
  province: '浙江省',
  city: '杭州市',
  district: '',
  detail: '满觉陇路 88 号',
};
const personal = [person.name, person.phone, person.detail, '放在门卫处'];

async function anOrder() {
  const buyer = shop.buyer();
  const { addressId } = await buyer.call(addressSave, { requestId: newRequestId(), ...person });
  const { skuId } = await shop.goods();
  const lines = [{ skuId, quantity: 1 }];
  const order = await buyer.call(orderCreate, { requestId: newRequestId(), lines, addressId, remark: '放在门卫处' });
  return { buyer, orderId: order.orderId };
}

/** All that the environment keeps, as text. */
async function everythingKept(): Promise<string> {
  const names = ['address_books', 'orders', 'requests', 'users', 'audit', 'tasks', 'metricBatches', 'deadLetters'];
  return JSON.stringify(await Promise.all(names.map((name) => shop.documents(name, {}).catch(() => []))));
}

const byPhone = async (phone: string) =>
  (await shop.operator(['support']).call(orderSearch, { phone: phone as never })).items.map(({ orderId }) => orderId);

async function rotated(): Promise<Output<typeof taskGet>> {
  const admin = shop.operator(['admin'], 'keeper');
  const { taskId } = await admin.call(privacyRotate, { requestId: newRequestId() });
  for (let tries = 0; tries < 200; tries += 1) {
    const task = await admin.call(taskGet, { taskId });
    if (task.state === 'done' || task.state === 'failed') return task;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`task ${taskId} never ends`);
}

async function signIn(phone: string): Promise<Output<typeof authLoginByCode>> {
  const guest = (name: string, input: object) => callFunction(shop.cloud, shop.env, name, input);
  const sent = await codeFor(shop.cloud, guest, phone, 'login');
  return createVisitor(shop.cloud, shop.env).call(authLoginByCode, { identifier: phone, ...sent });
}

it('a name, a telephone number and an address are nowhere in the database, and shown to who may see them', async () => {
  const { buyer, orderId } = await anOrder();

  const kept = await everythingKept();
  expect(kept).toContain(orderId);
  for (const text of personal) expect(kept).not.toContain(text);

  expect((await buyer.call(addressList, {})).items[0]).toMatchObject(person);
  expect(await buyer.call(orderGet, { orderId })).toMatchObject({ recipient: person, remark: '放在门卫处' });
  const shown = await shop.operator(['support']).call(orderLookup, { orderId });
  expect(shown.recipient).toMatchObject({ name: person.name, phone: '139****5678' });
});

it('an order is found by the telephone number of who receives it, and only by the right one', async () => {
  const { orderId } = await anOrder();
  expect(await byPhone(person.phone)).toContain(orderId);
  expect(await byPhone('13912345679')).toEqual([]);
  expect(await shop.buyer().send('order-search', { phone: person.phone })).toMatchObject({
    error: { code: 'FORBIDDEN' },
  });
});

it('a text that was moved to another document cannot be read there', async () => {
  const [mine, other] = [await anOrder(), await anOrder()];
  const [stolen] = await shop.documents<{ recipient: { detail: object } }>('orders', { _id: other.orderId });
  const set = shop.db.command.set(stolen!.recipient.detail);
  await shop.db.collection('orders').doc(mine.orderId).update({ 'recipient.detail': set });
  expect(await mine.buyer.send('order-get', { orderId: mine.orderId })).toMatchObject({ error: { code: 'INTERNAL' } });
  await shop.db.collection('orders').doc(mine.orderId).remove();
});

it('a key can be replaced and removed: everything is encrypted anew, older plain texts too, through a crash', async () => {
  const { buyer, orderId } = await anOrder();
  const plain = await anOrder();
  const phone = newPhone();
  const { userId } = await signIn(phone);
  const set = shop.db.command.set(person);
  await shop.db.collection('orders').doc(plain.orderId).update({ recipient: set });
  expect(await plain.buyer.call(orderGet, { orderId: plain.orderId })).toMatchObject({ recipient: person });

  await shop.cloud.stop();
  await openWith(`${second},${first}`);
  expect(await byPhone(person.phone)).toContain(orderId);

  // The machine dies while the worker is at it.
  await shop.cloud.post('/__hub/faults', {
    kind: 'latency',
    function: 'privacy-rotate-run',
    action: 'database.update*',
    ms: 40,
  });
  const admin = () => shop.operator(['admin'], 'keeper');
  const { taskId } = await admin().call(privacyRotate, { requestId: newRequestId() });
  await new Promise((resolve) => setTimeout(resolve, 150));
  await shop.cloud.kill();
  await openWith(`${second},${first}`);
  await shop.advance(3 * MINUTE);
  await shop.asSystem(taskSweep, {});
  for (let tries = 0; tries < 100; tries += 1) {
    if ((await admin().call(taskGet, { taskId })).state === 'done') break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  expect(await admin().call(taskGet, { taskId })).toMatchObject({ state: 'done' });

  expect(await rotated()).toMatchObject({ state: 'done', result: { sealed: 0, passes: 1 } });
  const kept = await everythingKept();
  expect(kept).toContain('"n1.');
  expect(kept).not.toContain('"n0.');
  for (const text of personal) expect(kept).not.toContain(text);

  await shop.cloud.stop();
  await openWith(second);
  expect(await signIn(phone)).toMatchObject({ userId, isNew: false });
  expect(await shop.documents('identities', { userId })).toHaveLength(1);
  const [again, other] = [shop.buyer(buyer.openid), shop.buyer(plain.buyer.openid)];
  expect(await again.call(orderGet, { orderId })).toMatchObject({ recipient: person });
  expect(await other.call(orderGet, { orderId: plain.orderId })).toMatchObject({ recipient: person });
  expect(await byPhone(person.phone)).toEqual(expect.arrayContaining([orderId, plain.orderId]));
}, 120_000);

describe('what an account signs in by, while keys are rotated', () => {
  const phone = newPhone();
  const identifier = { kind: 'phone', text: phone } as const;
  const [u1, u2] = ['usr_1', 'usr_2'] as [UserId, UserId];
  const kept = { kind: 'phone', origin: 'wechat', createdAt: '2026-01-01T00:00:00.000Z', revision: 0 };

  /** As a function with both keys has it. */
  async function withBothKeys<T>(work: () => Promise<T>): Promise<T> {
    beFunctionOf(shop.cloud, shop.env);
    process.env.YUNSHU_KEYS = `${first},${second}`;
    try {
      return await asCall(work);
    } finally {
      process.env.YUNSHU_KEYS = second;
    }
  }

  it.each<[string, { current?: object; older?: object }, UserId]>([
    ['is under the older key alone', { older: { userId: u1 } }, u1],
    ['was copied, and its worker killed', { current: { userId: u1, copying: true }, older: { userId: u1 } }, u1],
    ['was copied, and given away meanwhile', { current: { userId: u1, copying: true }, older: { userId: u2 } }, u2],
    ['was moved, and its worker killed at the end', { current: { userId: u1, copying: true } }, u1],
    ['is where it belongs', { current: { userId: u1 } }, u1],
  ])('it belongs to one account, and is in one place in the end, when it %s', async (_, states, expected) => {
    await withBothKeys(async () => {
      const [current, older] = idsOf(identifier);
      for (const _id of [current, older!]) await identities.remove({ _id });
      for (const [state, _id] of [
        [states.current, current],
        [states.older, older!],
      ] as const) {
        if (state) await shop.db.collection('identities').add({ _id, ...kept, ...state });
      }
      expect(await ownerOf(identifier)).toBe(expected);
      await renewIdentities([identifier]);
      expect(await renewIdentities([identifier])).toBe(0);
      expect(await ownerOf(identifier)).toBe(expected);
      const found = await shop.documents('identities', { userId: shop.db.command.in([u1, u2]) });
      expect(found).toEqual([{ ...kept, _id: current, userId: expected, revision: expect.any(Number) }]);
    });
  });

  it('stays with whom it was given to when a slower pass has copied whose it was before', async () => {
    await withBothKeys(async () => {
      const [current, older] = idsOf(identifier);
      for (const _id of [current, older!]) await identities.remove({ _id });
      await shop.db.collection('identities').add({ _id: older!, ...kept, userId: u2 });
      const insert = identities.insert;
      // Between this pass's look and its copy, another pass writes the copy that it had begun before the change of hands.
      identities.insert = async (copy) => {
        identities.insert = insert;
        await insert({ ...copy, userId: u1 });
        return insert(copy);
      };
      await renewIdentities([identifier]);
      expect(await ownerOf(identifier)).toBe(u2);
      await renewIdentities([identifier]);
      expect(await shop.documents('identities', { _id: current })).toMatchObject([{ userId: u2 }]);
    });
  });

  it('it is never lost, nor two people’s, when it changes hands and is moved twice at once', async () => {
    await withBothKeys(async () => {
      const [current, older] = idsOf(identifier);
      for (let round = 0; round < 8; round += 1) {
        for (const _id of [current, older!]) await identities.remove({ _id });
        await shop.db.collection('identities').add({ _id: older!, ...kept, userId: u1 });
        const pass = () => renewIdentities([identifier]);
        const [moved] = await Promise.all([moveIdentity(identifier, u1, u2), pass(), pass()]);
        expect([moved, await ownerOf(identifier)]).toEqual([true, u2]);
        for (let passes = 0; (await pass()) > 0; passes += 1) expect(passes).toBeLessThan(3);
        expect(await shop.documents('identities', { userId: u2 })).toMatchObject([{ _id: current }]);
        expect(await shop.documents('identities', { userId: u1 })).toEqual([]);
      }
    });
  });
});
