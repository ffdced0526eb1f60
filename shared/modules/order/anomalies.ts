import type * as z from 'zod';
import type { AnomalyId, AnomalyKind, AnomalyView, Resolution } from '../../contracts/order/for-shop.js';
import type { Instant, OrderId } from '../../contracts/terms.js';
import { actor } from '../../core/actor.js';
import { actorId, derivedId } from '../../core/ids.js';
import { collection } from '../../core/store/collection.js';
import { declareCollection } from '../../core/store/declare.js';
import { pageOf } from '../../core/store/paging.js';
import { now } from '../../core/time.js';

/** Money that somebody has to see to: one document for each payment or refund that is not as it should be. */
export interface Anomaly {
  _id: AnomalyId;
  orderId: OrderId;
  kind: AnomalyKind;
  at: Instant;
  /** The platform's number of the payment, or ours of the refund. */
  reference: string;
  /** In the smallest unit of `currency`. */
  amount: number;
  currency: string;
  /** What does not fit. */
  wrong: readonly string[];
  state: 'open' | 'resolved';
  resolution: Resolution | null;
  resolvedAt: Instant | null;
  resolvedBy: string | null;
}

export const anomalyCollection = declareCollection(
  'orderAnomalies',
  [
    {
      name: 'state_at',
      keys: [
        ['state', 1],
        ['at', 1],
        ['_id', 1],
      ],
    },
    { name: 'orderId', keys: [['orderId', 1]] },
  ],
  'none',
);
const anomalies = collection<Anomaly>(anomalyCollection.name);

type Facts = Pick<Anomaly, 'orderId' | 'kind' | 'reference' | 'amount' | 'currency'> & { wrong?: readonly string[] };

/** What is wrong with a refund that has reached its payer by two ways. */
export const TWICE = 'twice';

/** Notes something for somebody to look at. The same again is noted once, and stays resolved when it was. */
export async function noteAnomaly({ wrong = [], ...facts }: Facts): Promise<void> {
  const { orderId, kind, reference } = facts;
  const about = wrong.includes(TWICE) ? [orderId, kind, reference, TWICE] : [orderId, kind, reference];
  await anomalies.insert({
    ...facts,
    wrong,
    _id: derivedId<AnomalyId>('anomaly', ...about),
    at: now(),
    state: 'open',
    resolution: null,
    resolvedAt: null,
    resolvedBy: null,
  });
}

export function findAnomaly(id: AnomalyId): Promise<Anomaly | undefined> {
  return anomalies.get(id);
}

export function anomaliesOf(orderId: OrderId): Promise<Anomaly[]> {
  return anomalies.find({ orderId }, { limit: 100 });
}

/** The longest waiting first. */
export function listAnomalies(state: Anomaly['state'], limit: number, cursor?: string) {
  return pageOf(anomalies, { where: { state }, by: 'at', direction: 'asc', limit, cursor });
}

/** @returns the anomaly as it is now, or undefined when somebody else was first */
export async function resolve(anomaly: Anomaly, resolution: Resolution): Promise<Anomaly | undefined> {
  const change = { state: 'resolved', resolution, resolvedAt: now(), resolvedBy: actorId(actor()) } as const;
  const resolved = await anomalies.change(anomaly._id, { state: 'open' }, change);
  return resolved ? { ...anomaly, ...change } : undefined;
}

export function viewAnomaly({ _id, ...anomaly }: Anomaly): z.output<typeof AnomalyView> {
  const { orderId, kind, at, reference, amount, currency, wrong, resolution, resolvedAt, resolvedBy } = anomaly;
  return {
    ...{ anomalyId: _id, orderId, kind, at, reference, amount, currency },
    ...{ wrong: [...wrong], resolution, resolvedAt, resolvedBy },
  };
}
