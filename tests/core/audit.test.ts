import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditSearch } from '../../shared/contracts/audit/search.js';
import { auditSweep } from '../../shared/contracts/audit/sweep.js';
import { auditVerify } from '../../shared/contracts/audit/verify.js';
import type { Output } from '../../shared/contracts/contract.js';
import { roleGrant } from '../../shared/contracts/role/grant.js';
import type { UserId } from '../../shared/contracts/terms.js';
import type { AuditEntry } from '../../shared/core/audit/entry.js';
import { atEveryCrashPoint } from '../kit/crash-points.js';
import type { TestOperator } from '../kit/operator.js';
import { makeId, openShop, type Shop, times } from '../kit/shop.js';

let shop: Shop;
let admin: TestOperator;
beforeAll(async () => {
  shop = await openShop({ bare: true, timers: ['audit-sweep'] });
  admin = shop.operator(['admin'], 'lin');
});
afterAll(() => shop.cloud.stop());

const someUser = () => makeId('usr') as UserId;
const grant = (userId = someUser()) => admin.call(roleGrant, { userId, role: 'support' });
const entries = () => shop.documents<AuditEntry>('audit', {});
const byPlace = async () => (await entries()).sort((a, b) => a.seq - b.seq);

/** Lets the sweep see to every intent, as it does when the call that left it is over for certain. */
async function sweep(): Promise<void> {
  const dueAt = '2026-01-01T00:00:00.000Z';
  await shop.db
    .collection('auditIntents')
    .where({ dueAt: shop.db.command.gt(dueAt) })
    .update({ dueAt });
  await shop.asSystem(auditSweep, {});
}

/** Walks the whole chain, a few entries at a time. */
async function verify(anchor?: { seq: number; hash: string }): Promise<Output<typeof auditVerify>> {
  let checked = 0;
  let after: { seq: number; hash: string } | undefined;
  for (;;) {
    const verdict = await admin.call(auditVerify, { limit: 25, ...(after && { after }), ...(anchor && { anchor }) });
    checked += verdict.checked;
    if (!verdict.next) return { ...verdict, checked };
    after = verdict.next;
  }
}

describe('an audited action', () => {
  it('is kept with who did it to what, when it is done and when it is refused', async () => {
    const userId = someUser();
    await grant(userId);
    await admin.send('role-grant', { userId, role: 'nobody' });

    const { items } = await admin.call(auditSearch, { entity: userId });

    expect(items).toMatchObject([
      {
        actor: 'operator:lin',
        action: 'role-grant',
        outcome: 'refused',
        code: 'ROLE_NOT_FOUND',
        summary: { role: 'nobody' },
      },
      {
        actor: 'operator:lin',
        action: 'role-grant',
        outcome: 'done',
        code: 'OK',
        roles: ['admin'],
        summary: { role: 'support' },
      },
    ]);
    expect(await verify()).toMatchObject({ whole: true, broken: null });
  });

  it('finds its place among many at once: one unbroken chain, nothing lost, nothing twice', async () => {
    const users = times(16, someUser);

    await Promise.all(users.map((userId) => grant(userId)));
    await sweep();

    const kept = (await entries()).filter(({ entity }) => users.includes(entity as UserId));
    expect(kept.map(({ entity }) => entity).sort()).toEqual([...users].sort());
    expect(new Set(kept.map(({ outcome }) => outcome))).toEqual(new Set(['done']));
    const chain = await byPlace();
    expect(chain.map(({ seq }) => seq)).toEqual(chain.map((_, index) => index + 1));
    expect(await verify()).toMatchObject({ whole: true, checked: chain.length });
  });

  it('that dies at any of its cloud calls is kept once: as what it was, or as unknown; never not at all', async () => {
    const points = await atEveryCrashPoint(shop.cloud, 'role-grant', async (arm, disarm, at) => {
      const userId = someUser();
      await arm();
      const died = await grant(userId).then(
        () => false,
        () => true,
      );
      await disarm();
      await sweep();

      const kept = (await entries()).filter(({ entity }) => entity === userId);
      const [granted] = await shop.documents<{ roles: string[] }>('roleGrants', { _id: userId });
      expect(kept.length, at).toBeLessThanOrEqual(1);
      if (granted) expect(kept, at).toHaveLength(1);
      if (!died) expect(kept, at).toMatchObject([{ outcome: 'done' }]);
    });

    expect(points).toBeGreaterThan(5);
    expect(await verify()).toMatchObject({ whole: true });
    expect(await shop.documents('auditIntents', {})).toEqual([]);
  }, 120_000);

  it('is not done when it cannot be written down', async () => {
    const userId = someUser();
    const refused = { kind: 'error', function: 'role-grant', action: 'database.insertDocument' };
    await shop.cloud.post('/__hub/faults', refused);

    await expect(grant(userId)).rejects.toMatchObject({ code: 'INTERNAL' });

    await shop.cloud.remove('/__hub/faults');
    expect(await shop.documents('roleGrants', { _id: userId })).toEqual([]);
  });
});

describe('the record', () => {
  it('is searched by actor, action, entity and time, page by page', async () => {
    const boss = shop.operator(['admin'], 'boss');
    const users = times(5, someUser);
    for (const userId of users) await boss.call(roleGrant, { userId, role: 'vip' });
    await admin.call(roleGrant, { userId: users[0]!, role: 'vip' });

    const first = await admin.call(auditSearch, { actor: 'operator:boss', action: 'role-grant', limit: 3 });
    const second = await admin.call(auditSearch, { actor: 'operator:boss', limit: 3, cursor: first.nextCursor! });
    expect([...first.items, ...second.items].map(({ entity }) => entity)).toEqual([...users].reverse());
    expect(second.nextCursor).toBeNull();

    const { at } = first.items[0]!;
    expect((await admin.call(auditSearch, { actor: 'operator:boss', from: at })).items).toHaveLength(1);
    expect((await admin.call(auditSearch, { actor: 'operator:boss', until: at })).items).toHaveLength(4);
  });

  it('is for those alone who may read it', async () => {
    for (const name of ['audit-search', 'audit-verify']) {
      expect(await shop.buyer().send(name, {})).toMatchObject({ error: { code: 'FORBIDDEN', missing: 'audit.read' } });
      expect(await shop.operator(['operator', 'support']).send(name, {})).toMatchObject({
        error: { code: 'FORBIDDEN', missing: 'audit.read' },
      });
      expect(await shop.buyer('').send(name, {})).toMatchObject({ error: { code: 'UNAUTHENTICATED' } });
    }
  });
});
