import fc from 'fast-check';
import { expect, it } from 'vitest';
import { useDatabase } from '../conformance/harness.js';
import type { Database } from '../index.js';

const { database, collection } = useDatabase();

type State = Map<string, number>;

/** What one transaction is in the model: its snapshot from its first operation on, and its own writes. */
interface ModelTransaction {
  id: string;
  snapshot?: State;
  began: number;
  writes: Map<string, number | undefined>;
}

/** Snapshot isolation in a few lines, to compare the engine with. */
class Model {
  committed: State = new Map();
  private changedAt = new Map<string, number>();
  private time = 0;
  readonly open = new Map<number, ModelTransaction>();

  touch(transaction: ModelTransaction): void {
    if (transaction.snapshot) return;
    transaction.snapshot = new Map(this.committed);
    transaction.began = this.time;
  }

  view({ snapshot, writes }: ModelTransaction): State {
    const seen = new Map(snapshot);
    for (const [key, value] of writes) {
      if (value === undefined) seen.delete(key);
      else seen.set(key, value);
    }
    return seen;
  }

  lockedByOther(key: string, slot?: number): boolean {
    return [...this.open].some(([other, { writes }]) => other !== slot && writes.has(key));
  }

  conflicts(transaction: ModelTransaction, key: string, slot: number): boolean {
    return this.lockedByOther(key, slot) || (this.changedAt.get(key) ?? -1) > transaction.began;
  }

  write(key: string, value: number | undefined): void {
    this.changedAt.set(key, ++this.time);
    if (value === undefined) this.committed.delete(key);
    else this.committed.set(key, value);
  }
}

type Step = {
  kind: 'begin' | 'read' | 'write' | 'remove' | 'commit' | 'abort' | 'plain';
  slot: number;
  key: string;
  value: number;
};

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom<Step['kind']>('begin', 'read', 'write', 'write', 'remove', 'commit', 'abort', 'plain', 'plain'),
  slot: fc.integer({ min: 0, max: 2 }),
  key: fc.constantFrom('a', 'b', 'c'),
  value: fc.integer({ min: 0, max: 9 }),
});

const put = (key: string, value: number) => ({
  filter: { _id: key },
  change: { n: value },
  replace: true,
  upsert: true,
});

async function state(db: Database, name: string, transaction?: string): Promise<State> {
  const documents = await db.find(name, { filter: { n: { $gte: 0 } } }, transaction ? { transaction } : {});
  return new Map(documents.map(({ _id, n }) => [_id as string, n as number]));
}

const sorted = (state: State) => [...state].sort();

/** Does one step in the engine and in the model. */
async function advance(db: Database, name: string, model: Model, { kind, slot, key, value }: Step): Promise<void> {
  const transaction = model.open.get(slot);
  if (kind === 'plain') {
    if (model.lockedByOther(key)) return;
    await db.update(name, put(key, value));
    if (model.committed.get(key) !== value) model.write(key, value);
    return;
  }
  if (kind === 'begin') {
    if (!transaction) model.open.set(slot, { id: db.begin(), began: 0, writes: new Map() });
    return;
  }
  if (!transaction) return;
  const scope = { transaction: transaction.id };
  if (kind === 'commit' || kind === 'abort') {
    model.open.delete(slot);
    if (kind === 'abort') return db.abort(transaction.id);
    await db.commit(transaction.id);
    for (const [written, after] of transaction.writes) {
      const nothing = after === undefined && !model.committed.has(written);
      if (!nothing) model.write(written, after);
    }
    return;
  }
  model.touch(transaction);
  const seen = model.view(transaction);
  if (kind === 'read') {
    expect(sorted(await state(db, name, transaction.id))).toEqual(sorted(seen));
    return;
  }
  const unchanged = kind === 'remove' ? !seen.has(key) : seen.get(key) === value;
  const operation =
    kind === 'remove' ? db.remove(name, { _id: key }, false, scope) : db.update(name, put(key, value), scope);
  if (!unchanged && model.conflicts(transaction, key, slot)) {
    await expect(operation).rejects.toMatchObject({ code: 'DATABASE_TRANSACTION_CONFLICT' });
    model.open.delete(slot);
    return;
  }
  await operation;
  if (!unchanged) transaction.writes.set(key, kind === 'remove' ? undefined : value);
}

it('transactions see and do what snapshot isolation says', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
      const db = database();
      const name = await collection();
      await db.createIndex(name, { fields: [{ field: 'n', direction: 1 }] });
      const model = new Model();
      for (const next of steps) {
        await advance(db, name, model, next);
        expect(sorted(await state(db, name))).toEqual(sorted(model.committed));
      }
      for (const { id } of model.open.values()) db.abort(id);
      await db.dropCollection(name);
    }),
    { numRuns: 150 },
  );
});
