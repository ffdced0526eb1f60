import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { orderSearch } from '../../shared/contracts/order/search.js';
import { roleDefine } from '../../shared/contracts/role/define.js';
import { roleGrant } from '../../shared/contracts/role/grant.js';
import { roleList } from '../../shared/contracts/role/list.js';
import { roleMembers } from '../../shared/contracts/role/members.js';
import { roleRevoke } from '../../shared/contracts/role/revoke.js';
import { userLogin } from '../../shared/contracts/user/login.js';
import type { Buyer } from '../kit/buyer.js';
import type { TestOperator } from '../kit/operator.js';
import { MINUTE, openShop, type Shop, times } from '../kit/shop.js';

let shop: Shop;
let admin: TestOperator;
beforeAll(async () => {
  shop = await openShop({ bare: true, timers: ['audit-sweep'] });
  admin = shop.operator(['admin']);
});
afterAll(() => shop.cloud.stop());

const idOf = async (buyer: Buyer) => (await buyer.call(userLogin, {})).userId;
const someone = async () => {
  const buyer = shop.buyer();
  return { buyer, userId: await idOf(buyer) };
};
/** Until every instance has read its roles again. */
const aMinute = () => shop.advance(MINUTE + 1000);

describe('a role', () => {
  it('opens to a member what it may do, and closes it again when it is taken, within a minute', async () => {
    const { buyer, userId } = await someone();
    await expect(buyer.call(orderSearch, {})).rejects.toMatchObject({ code: 'FORBIDDEN', missing: 'order.read' });

    await admin.call(roleGrant, { userId, role: 'support' });
    await aMinute();
    expect(await buyer.call(orderSearch, {})).toMatchObject({ items: [] });

    await admin.call(roleRevoke, { userId, role: 'support' });
    await aMinute();
    await expect(buyer.call(orderSearch, {})).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('is granted once, however often it is asked and by how many at once', async () => {
    const { userId } = await someone();

    await Promise.all(times(5, () => admin.call(roleGrant, { userId, role: 'vip' })));
    await admin.call(roleGrant, { userId, role: 'supplier' });

    expect(await shop.documents('roleGrants', { _id: userId })).toMatchObject([{ roles: ['vip', 'supplier'] }]);
  });

  it('is granted by nobody who has not all that it may do', async () => {
    const { version } = await admin.call(roleList, {});
    await admin.call(roleDefine, { role: 'hr', title: '人事', permissions: ['role.grant', 'role.read'], version });
    const personnel = await someone();
    await admin.call(roleGrant, { userId: personnel.userId, role: 'hr' });
    await aMinute();
    const { userId } = await someone();

    for (const role of ['admin', 'operator', 'support']) {
      const granting = personnel.buyer.call(roleGrant, { userId, role });
      await expect(granting, role).rejects.toMatchObject({ code: 'FORBIDDEN', missing: expect.any(String) });
      const taking = personnel.buyer.call(roleRevoke, { userId, role });
      await expect(taking, role).rejects.toMatchObject({ code: 'FORBIDDEN' });
    }
    const ownRole = {
      role: 'hr',
      title: '人事',
      permissions: ['role.grant', 'order.refund'] as never,
      version: version + 1,
    };
    await expect(personnel.buyer.call(roleDefine, ownRole)).rejects.toMatchObject({ missing: 'order.refund' });
    expect(await personnel.buyer.call(roleGrant, { userId, role: 'vip' })).toEqual({ userId, role: 'vip' });
    expect(await shop.documents('roleGrants', { _id: userId })).toMatchObject([{ roles: ['vip'] }]);
  });

  it('that nobody knows, and one that everybody has, cannot be granted', async () => {
    const { userId } = await someone();

    await expect(admin.call(roleGrant, { userId, role: 'wizard' })).rejects.toMatchObject({ code: 'ROLE_NOT_FOUND' });
    await expect(admin.call(roleGrant, { userId, role: 'constructor' })).rejects.toMatchObject({
      code: 'ROLE_NOT_FOUND',
    });
    await expect(admin.call(roleGrant, { userId, role: 'member' })).rejects.toMatchObject({
      code: 'ROLE_NOT_GRANTABLE',
    });
    await expect(admin.call(roleGrant, { userId, role: '__proto__' })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });
});

describe('the administrators', () => {
  it('never come to none, even when two remove each other at once', async () => {
    const [a, b] = await Promise.all([someone(), someone()]);
    await admin.call(roleGrant, { userId: a.userId, role: 'admin' });
    await admin.call(roleGrant, { userId: b.userId, role: 'admin' });
    await aMinute();

    await Promise.allSettled([
      a.buyer.call(roleRevoke, { userId: b.userId, role: 'admin' }),
      b.buyer.call(roleRevoke, { userId: a.userId, role: 'admin' }),
      ...times(4, (index) => admin.call(roleRevoke, { userId: [a, b][index % 2]!.userId, role: 'admin' })),
    ]);

    const { items } = await admin.call(roleMembers, { role: 'admin' });
    expect(items).toHaveLength(1);
    const last = items[0]!.userId;
    await expect(admin.call(roleRevoke, { userId: last, role: 'admin' })).rejects.toMatchObject({ code: 'LAST_ADMIN' });
  });
});

describe('an administrator who was dismissed', () => {
  it('cannot use the minute in which instances still believe in him to come back', async () => {
    const [dismissed, friend, other] = await Promise.all([someone(), someone(), someone()]);
    await admin.call(roleGrant, { userId: other.userId, role: 'admin' });
    await admin.call(roleGrant, { userId: dismissed.userId, role: 'admin' });
    await aMinute();
    // Every instance that may answer him has now seen that he is one.
    await dismissed.buyer.call(roleGrant, { userId: friend.userId, role: 'vip' });
    await shop.db
      .collection('roleBooks')
      .where({ _id: 'current' })
      .update({ admins: [other.userId] });

    for (const { userId } of [dismissed, friend]) {
      const granting = dismissed.buyer.call(roleGrant, { userId, role: 'admin' });
      await expect(granting).rejects.toMatchObject({ code: 'FORBIDDEN', missing: expect.any(String) });
    }
  });
});

describe('the roles of an app', () => {
  it('are changed by its data, and not over a change that somebody made in between', async () => {
    const { version } = await admin.call(roleList, {});
    const change = { role: 'support', title: '客服', permissions: ['order.read', 'role.read'] as never, version };

    const results = await Promise.allSettled(times(3, () => admin.call(roleDefine, change)));

    const done = results.filter(({ status }) => status === 'fulfilled');
    expect(done).toHaveLength(1);
    const { roles } = await admin.call(roleList, {});
    expect(roles.find(({ role }) => role === 'support')).toEqual({
      role: 'support',
      title: '客服',
      permissions: ['order.read', 'role.read'],
      builtIn: true,
      changed: true,
    });
    const support = shop.operator(['support']);
    await aMinute();
    expect((await support.call(roleList, {})).version).toBe(version + 1);
  });

  it('leave the administrator everything, and the guest nothing', async () => {
    const { version } = await admin.call(roleList, {});
    for (const role of ['admin', 'guest']) {
      const defining = admin.call(roleDefine, { role, title: '?', permissions: [], version });
      await expect(defining).rejects.toMatchObject({ code: 'ROLE_NOT_GRANTABLE' });
    }
  });

  it('show who has one, page by page', async () => {
    const people = await Promise.all(times(5, someone));
    for (const { userId } of people) await admin.call(roleGrant, { userId, role: 'appraiser' });

    const first = await admin.call(roleMembers, { role: 'appraiser', limit: 3 });
    const second = await admin.call(roleMembers, { role: 'appraiser', limit: 3, cursor: first.nextCursor! });

    const found = [...first.items, ...second.items].map(({ userId }) => userId);
    expect(found).toEqual(people.map(({ userId }) => userId).sort());
  });
});
