import type { Instant } from '../../contracts/terms.js';
import { derivedId } from '../ids.js';
import { collection } from '../store/collection.js';
import { declareCollection } from '../store/declare.js';
import { now } from '../time.js';
import type { Delivery } from './outbox.js';

/** An event that could not be delivered to one subscriber. Kept until an operator has replayed or discarded it. */
export interface DeadLetter {
  _id: string;
  state: 'dead' | 'replayed' | 'discarded';
  subscriber: string;
  eventId: string;
  type: string;
  aggregate: { collection: string; id: string };
  sequence: number;
  data: unknown;
  at: Instant;
  traceId: string;
  attempts: number;
  /** What the subscriber said last. */
  reason: string;
  diedAt: Instant;
  /** Who replayed or discarded it, when, and why. */
  closedBy: string | null;
  closedAt: Instant | null;
  closedBecause: string | null;
}

export const deadLetterCollection = declareCollection(
  'deadLetters',
  [
    {
      name: 'state_diedAt',
      keys: [
        ['state', 1],
        ['diedAt', 1],
        ['_id', 1],
      ],
    },
    { name: 'data.userId', keys: [['data.userId', 1]] },
  ],
  {
    of: 'data.userId',
    onDeletion: {
      // Words of a buyer's own may be in it.
      set: { 'data.reason': '已注销', 'data.title': '已注销' },
      because: 'what has happened to an order counts in the statistics when it is replayed; of whom it was is not told',
    },
    hidden: ['reason', 'traceId', 'closedBy', 'closedBecause'],
    partOfAccount: true,
  },
);
export const deadLetters = collection<DeadLetter>(deadLetterCollection.name);

/** The id of the event with this number of a document. */
export function eventIdOf(aggregate: { collection: string; id: string }, sequence: number): string {
  return derivedId('event', aggregate.collection, aggregate.id, String(sequence));
}

/** Keeps what could not be delivered. Safe to repeat. One round trip. */
export async function bury(
  aggregate: DeadLetter['aggregate'],
  { subscriber, sequence, event, attempts }: Delivery,
  reason: string,
): Promise<void> {
  const eventId = eventIdOf(aggregate, sequence);
  const { type, data, at, traceId } = event;
  await deadLetters.insert({
    _id: derivedId('deadLetter', eventId, subscriber),
    state: 'dead',
    ...{ subscriber, eventId, type, aggregate, sequence, data, at, traceId, attempts, reason },
    diedAt: now(),
    closedBy: null,
    closedAt: null,
    closedBecause: null,
  });
}
