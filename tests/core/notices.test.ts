import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { configGet } from '../../shared/contracts/config/get.js';
import { configSet } from '../../shared/contracts/config/set.js';
import type { Input, Output } from '../../shared/contracts/contract.js';
import { noticeList } from '../../shared/contracts/notice/list.js';
import { noticePrefer } from '../../shared/contracts/notice/prefer.js';
import { noticeRead } from '../../shared/contracts/notice/read.js';
import { noticeSearch } from '../../shared/contracts/notice/search.js';
import { noticeSend } from '../../shared/contracts/notice/send.js';
import { noticeTell } from '../../shared/contracts/notice/tell.js';
import type { UserId } from '../../shared/contracts/terms.js';
import { userLogin } from '../../shared/contracts/user/login.js';
import { type Buyer, newRequestId } from '../kit/buyer.js';
import { MINUTE, makeId, openShop, type Shop } from '../kit/shop.js';

const PAID = { templateId: 'tpl_paid', keywords: { goods: 'thing1', amount: 'amount2', time: 'time3' } };
const REFUNDED = { templateId: 'tpl_refunded', keywords: { goods: 'thing1', amount: 'amount2' } };

let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ bare: true, timers: [] });
  const { iso } = await shop.cloud.get<{ iso: string }>('/__hub/clock');
  const hour = (new Date(iso).getUTCHours() + 8) % 24;
  await set([
    { name: 'notice.quietFrom', value: hour },
    { name: 'notice.quietUntil', value: (hour + 12) % 24 },
    { name: 'notice.wechatTemplates', value: { 'order.paid': PAID, 'order.refunded': REFUNDED } },
    { name: 'notice.smsTemplates', value: { 'order.paid': '200001' } },
    { name: 'notice.smsPerDay', value: 2 },
  ]);
});
afterAll(() => shop.cloud.stop());

async function set(changes: { name: string; value: unknown }[]): Promise<void> {
  const admin = shop.operator(['admin']);
  const { version } = await admin.call(configGet, {});
  await admin.call(configSet, { requestId: newRequestId(), version, changes, why: '测试' } as Input<typeof configSet>);
}

/** Somebody who is known to the shop, and has allowed `taps` messages. */
async function known(taps = 0): Promise<{ buyer: Buyer; userId: UserId }> {
  const buyer = shop.buyer();
  const { userId } = await buyer.call(userLogin, {});
  for (let tap = 0; tap < taps; tap += 1) {
    const tmplIds = [PAID.templateId, REFUNDED.templateId];
    await shop.cloud.post(
      '/__wechat/requestSubscribeMessage',
      { env: shop.env, tmplIds },
      { 'x-dev-openid': buyer.openid },
    );
  }
  return { buyer, userId };
}

let events = 0;
async function event(userId: UserId, type: 'order.paid' | 'order.refunded') {
  const { iso } = await shop.cloud.get<{ iso: string }>('/__hub/clock');
  const orderId = makeId('ord');
  const about = { orderId, userId, title: '一个名字特别特别特别特别特别长的青花瓷茶具套装', lines: [] };
  const data =
    type === 'order.paid'
      ? { ...about, payable: 12_800, paidAt: iso }
      : { ...about, amount: 12_800, refundedAt: iso, wasSold: true };
  events += 1;
  const envelope = { eventId: `orders/${orderId}/${events}`, aggregate: { collection: 'orders', id: orderId } };
  return { ...envelope, sequence: 1, at: iso, type, data } as unknown as Input<typeof noticeTell>;
}
const tell = (of: Input<typeof noticeTell>) => shop.asSystem(noticeTell, of);

async function received(openid: string): Promise<{ content: { template: string; values: Record<string, string> } }[]> {
  return shop.cloud.get(`/__hub/wechat/inbox?env=${shop.env}&kind=subscribeMessage&openid=${openid}`);
}

async function deliveries(userId: UserId): Promise<Output<typeof noticeSearch>['items'][number]['deliveries'][]> {
  const { items } = await shop.operator(['support']).call(noticeSearch, { userId });
  return items.map((notice) => notice.deliveries);
}

describe('somebody who has paid', () => {
  it('finds it in the inbox, once, and by WeChat in the form that WeChat takes', async () => {
    const { buyer, userId } = await known(1);
    const { orderId } = await shop.unpaidOrder(buyer, await shop.goods());
    await shop.pay(buyer, orderId);
    await shop.until(buyer, orderId, 'paid');
    let inbox = await buyer.call(noticeList, {});
    for (let tries = 0; tries < 100 && inbox.items.length === 0; tries += 1) inbox = await buyer.call(noticeList, {});

    expect(inbox).toMatchObject({ unread: 1, items: [{ kind: 'order.paid', title: '支付成功', readAt: null }] });
    expect(inbox.items[0]!.page).toContain(orderId);
    await expect.poll(() => received(buyer.openid), { timeout: 5000 }).toHaveLength(1);
    expect((await received(buyer.openid))[0]!.content.values).toMatchObject({ amount2: '¥143.00' });
    await expect.poll(() => deliveries(userId)).toMatchObject([[{ channel: 'wechat', state: 'sent', tries: 1 }]]);
  });

  it('marks it as read; nobody else can', async () => {
    const { buyer, userId } = await known();
    await tell(await event(userId, 'order.paid'));
    const [notice] = (await buyer.call(noticeList, {})).items;
    const { noticeId } = notice!;
    expect(await shop.buyer().send('notice-read', { noticeId })).toMatchObject({ error: { code: 'NOTICE_NOT_FOUND' } });
    const read = await buyer.call(noticeRead, { noticeId });
    expect(read.readAt).not.toBeNull();
    expect(await buyer.call(noticeRead, { noticeId })).toEqual(read);
    expect((await buyer.call(noticeList, {})).unread).toBe(0);
  });

  it('is told once, though the event comes five times at once', async () => {
    const { buyer, userId } = await known(5);
    const paid = await event(userId, 'order.paid');
    await Promise.all(Array.from({ length: 5 }, () => tell(paid)));
    await shop.asSystem(noticeSend, {});
    expect((await buyer.call(noticeList, {})).items).toHaveLength(1);
    const messages = await received(buyer.openid);
    expect(messages).toHaveLength(1);
    expect([...messages[0]!.content.values.thing1!]).toHaveLength(20);
  });

  it('who has not allowed a message has it in the inbox alone', async () => {
    const { buyer, userId } = await known();
    await tell(await event(userId, 'order.paid'));
    expect(await deliveries(userId)).toMatchObject([[{ state: 'not-sent', outcome: 'no-consent', tries: 1 }]]);
    expect((await buyer.call(noticeList, {})).items).toHaveLength(1);
  });

  it('who does not want messages gets none', async () => {
    const { buyer, userId } = await known(1);
    await buyer.call(noticePrefer, { kind: 'order.paid', channel: 'wechat', on: false });
    await tell(await event(userId, 'order.paid'));
    expect(await deliveries(userId)).toEqual([[]]);
    expect(await received(buyer.openid)).toEqual([]);
  });
});

describe('what does not go through', () => {
  it('is tried again when WeChat is busy, later each time', async () => {
    const { buyer, userId } = await known(1);
    await shop.cloud.post('/__hub/wechat/faults', {
      env: shop.env,
      api: 'subscribeMessage.send',
      errcode: -1,
      times: 2,
    });
    await tell(await event(userId, 'order.paid'));
    expect(await deliveries(userId)).toMatchObject([[{ state: 'due', outcome: 'wechat -1', tries: 1 }]]);
    await shop.asSystem(noticeSend, {});
    expect(await deliveries(userId)).toMatchObject([[{ state: 'due', tries: 1 }]]);
    for (const minutes of [1.1, 5.1]) {
      await shop.advance(minutes * MINUTE);
      await shop.asSystem(noticeSend, {});
    }
    expect(await deliveries(userId)).toMatchObject([[{ state: 'sent', tries: 3 }]]);
    expect(await received(buyer.openid)).toHaveLength(1);
  });

  it('is not sent a second time when the function died while it was sending', async () => {
    const { buyer, userId } = await known(2);
    const fault = { kind: 'crash', function: 'notice-tell', nth: 6, when: 'before', times: 1 };
    await shop.cloud.post('/__hub/faults', fault);
    await tell(await event(userId, 'order.paid')).catch(() => undefined);
    await shop.cloud.remove('/__hub/faults');
    await shop.advance(3 * MINUTE);
    await shop.asSystem(noticeSend, {});
    expect((await deliveries(userId))[0]![0]).toMatchObject({ state: 'not-sent', outcome: 'unknown' });
    expect((await received(buyer.openid)).length).toBeLessThanOrEqual(1);
    expect((await buyer.call(noticeList, {})).items).toHaveLength(1);
  });
});

it('in the quiet hours it waits for their end, unless it is urgent', async () => {
  const { buyer, userId } = await known(2);
  await tell(await event(userId, 'order.refunded'));
  await shop.asSystem(noticeSend, {});
  expect(await deliveries(userId)).toMatchObject([[{ state: 'due', tries: 0 }]]);
  await tell(await event(userId, 'order.paid'));
  expect((await received(buyer.openid)).map(({ content }) => content.template)).toEqual([PAID.templateId]);

  // Somebody ends the quiet hours, which instances hear of within five minutes.
  await set([
    { name: 'notice.quietFrom', value: 3 },
    { name: 'notice.quietUntil', value: 3 },
  ]);
  const [held] = await shop.documents<{ _id: string; dueAt: string; createdAt: string }>('notices', {
    userId,
    kind: 'order.refunded',
  });
  expect(held!.dueAt > held!.createdAt).toBe(true);
  await shop.db.collection('notices').doc(held!._id).update({ dueAt: held!.createdAt });
  await shop.advance(6 * MINUTE);
  await shop.asSystem(noticeSend, {});
  expect(await received(buyer.openid)).toHaveLength(2);
}, 60_000);
