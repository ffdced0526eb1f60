import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { auditSweep } from '../../shared/contracts/audit/sweep.js';
import { auditVerify } from '../../shared/contracts/audit/verify.js';
import type { Output } from '../../shared/contracts/contract.js';
import { roleGrant } from '../../shared/contracts/role/grant.js';
import type { UserId } from '../../shared/contracts/terms.js';
import type { AuditEntry } from '../../shared/core/audit/entry.js';

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

describe('somebody with the database and without the keys', () => {
  const audit = () => shop.db.collection('audit');
  const heads = () => shop.db.collection('auditHeads');
  const change = (_id: string, to: object) => audit().where({ _id }).update(to);
  const remove = (_id: string) => audit().where({ _id }).remove();

  /** Does something to the chain, lets it be verified, and puts back what was there. */
  async function tampered(tamper: (chain: AuditEntry[]) => Promise<unknown>, anchor?: { seq: number; hash: string }) {
    const chain = await byPlace();
    const [head] = await shop.documents<{ _id: string }>('auditHeads', {});
    expect(await verify()).toMatchObject({ whole: true });
    try {
      await tamper(chain);
      return await verify(anchor);
    } finally {
      const as = new Map(chain.map((entry) => [entry._id, JSON.stringify(entry)]));
      const there = (await byPlace()).filter((entry) => as.get(entry._id) === JSON.stringify(entry));
      const right = new Set(there.map(({ _id }) => _id));
      for (const { _id } of await byPlace()) if (!right.has(_id)) await remove(_id);
      for (const entry of chain) if (!right.has(entry._id)) await audit().add(entry);
      await heads().where({ _id: 'head' }).remove();
      await heads().add(head!);
      expect(await verify()).toMatchObject({ whole: true });
    }
  }

  beforeAll(async () => {
    for (const userId of times(5, someUser)) await grant(userId);
    await sweep();
  });

  it('who changes an entry is found out', async () => {
    const verdict = await tampered((chain) => change(chain[2]!._id, { actor: 'operator:somebody-else' }));
    expect(verdict).toMatchObject({ whole: false, broken: { seq: 3, problem: 'changed' } });
  });

  it('who changes any field of it is found out', async () => {
    const entry = (await byPlace())[1]!;
    for (const field of ['outcome', 'summary', 'at', 'entity', 'tokenId', 'roles', 'code', 'traceId'] as const) {
      await change(entry._id, { [field]: 'x' });
      expect(await verify(), field).toMatchObject({ broken: { seq: 2, problem: 'changed' } });
      await change(entry._id, { [field]: shop.db.command.set(entry[field]) });
    }
    expect(await verify()).toMatchObject({ whole: true });
  });

  it('who removes an entry is found out', async () => {
    const verdict = await tampered((chain) => remove(chain[2]!._id));
    expect(verdict).toMatchObject({ broken: { seq: 3, problem: 'missing' } });
  });

  it('who removes the first is found out', async () => {
    expect(await tampered((chain) => remove(chain[0]!._id))).toMatchObject({ broken: { seq: 1, problem: 'missing' } });
  });

  it('who changes the places of two is found out', async () => {
    const verdict = await tampered(async (chain) => {
      const [a, b] = [chain[1]!, chain[2]!];
      await remove(a._id);
      await remove(b._id);
      const { _id: _a, ...ofA } = a;
      const { _id: _b, ...ofB } = b;
      await audit().add({ ...ofB, _id: a._id });
      await audit().add({ ...ofA, _id: b._id });
    });
    expect(verdict).toMatchObject({ broken: { seq: 3, problem: 'moved' } });
  });

  it('who cuts off the end is found out', async () => {
    const verdict = await tampered(async (chain) => {
      for (const { _id } of chain.slice(-2)) await remove(_id);
    });
    expect(verdict).toMatchObject({ whole: false, broken: { problem: 'truncated' } });
  });

  it('who computes all hashes anew after a change is found out by the signatures', async () => {
    const { hashOf } = await import('../../shared/core/audit/entry.js');
    const verdict = await tampered(async (chain) => {
      let prevHash = chain[0]!.hash;
      for (const entry of chain.slice(1)) {
        const forged = { ...entry, actor: 'operator:somebody-else', prevHash };
        const hash = hashOf(forged);
        await change(entry._id, { actor: forged.actor, prevHash, hash });
        prevHash = hash;
      }
    });
    expect(verdict).toMatchObject({ broken: { seq: 2, problem: 'forged' } });
  });

  it('who moves the head back is found out, and so is who takes it away', async () => {
    const moved = await tampered(async (chain) => {
      await heads().where({ _id: 'head' }).update({ seq: 2, hash: chain[1]!.hash });
      for (const { _id } of chain.slice(2)) await remove(_id);
    });
    expect(moved).toMatchObject({ broken: { problem: 'forged' } });
    const gone = await tampered(async (chain) => {
      await heads().where({ _id: 'head' }).remove();
      for (const { _id } of chain.slice(1)) await remove(_id);
    });
    expect(gone).toMatchObject({ broken: { problem: 'headless' } });
  });

  it('who puts back an old head with its old end is found out by an anchor from the log', async () => {
    const [old] = await shop.documents<{ _id: string; seq: number }>('auditHeads', {});
    await grant();
    const last = (await byPlace()).at(-1)!;
    const anchor = { seq: last.seq, hash: last.hash };

    const verdict = await tampered(async () => {
      await heads().where({ _id: 'head' }).remove();
      await heads().add(old!);
      await remove(last._id);
    }, anchor);

    expect(verdict).toMatchObject({ broken: { seq: anchor.seq, problem: 'rewound' } });
    const calls = await shop.cloud.get<{ logs: { text: string }[] }[]>(`/__hub/invocations?env=${shop.env}&limit=1000`);
    const lines = calls.flatMap(({ logs }) => logs.map(({ text }) => text));
    expect(lines.some((line) => line.includes('audit.appended') && line.includes(anchor.hash))).toBe(true);
  });

  it('who plants an entry after the head has nothing linked to it, and is found out', async () => {
    const last = (await byPlace()).at(-1)!;
    const { entryId, hashOf } = await import('../../shared/core/audit/entry.js');
    const forged = { ...last, _id: entryId(last.seq + 1), seq: last.seq + 1, prevHash: last.hash, intentId: 'planted' };
    const userId = someUser();

    const verdict = await tampered(async () => {
      await audit().add({ ...forged, hash: hashOf(forged) });
      await grant(userId);
    });

    expect(verdict).toMatchObject({ broken: { seq: forged.seq, problem: 'forged' } });
    await sweep();
    expect((await entries()).filter(({ entity }) => entity === userId)).toMatchObject([{ outcome: 'done' }]);
  });

  it('who plants an intent has no entry made of it', async () => {
    const [real] = await shop.documents<{ _id: string }>('auditIntents', {});
    const record = { intentId: 'planted-intent', at: '2026-11-21T00:00:00.000Z', actor: 'operator:victim', roles: [] };
    await shop.db.collection('auditIntents').add({
      ...real,
      _id: 'planted-intent',
      record: { ...record, tokenId: '', action: 'order-refund', entity: 'ord_1', traceId: 't' },
      result: null,
      keyId: 'k1',
      mac: '0'.repeat(64),
      dueAt: '2026-11-21T00:00:00.000Z',
    });
    await sweep();

    expect((await entries()).filter(({ actor }) => actor === 'operator:victim')).toEqual([]);
    await shop.db.collection('auditIntents').where({ _id: 'planted-intent' }).remove();
  });
});
