import * as z from 'zod';
import { contract } from '../contract.js';
import { Instant, page, pageOf } from '../terms.js';

export const DeadLetterId = z.string().regex(/^dlt_[0-9A-HJKMNP-TV-Z]{26}$/, '应为 dlt_ 开头的编号');

const Undelivered = z.strictObject({
  /** What `event-replay` and `event-discard` take; null while the event waits for its next try. */
  deadLetterId: DeadLetterId.nullable(),
  state: z.enum(['waiting', 'dead', 'replayed', 'discarded']),
  eventId: z.string(),
  type: z.string(),
  subscriber: z.string(),
  aggregate: z.strictObject({ collection: z.string(), id: z.string() }),
  sequence: z.int(),
  /** When it happened, and how long ago in ms. */
  at: Instant,
  ageMs: z.int(),
  attempts: z.int(),
  /** What the subscriber said last. */
  reason: z.string().nullable(),
  /** When it is tried next. */
  nextAt: Instant.nullable(),
  traceId: z.string(),
  closedBy: z.string().nullable(),
  closedBecause: z.string().nullable(),
});

export const eventList = contract({
  name: 'event-list',
  title: '未送达的事件',
  access: 'event.read',
  input: z.strictObject({
    ...page,
    /** `waiting`: still tried, the longest due first; the others are dead letters, the oldest first. */
    state: z.enum(['waiting', 'dead', 'replayed', 'discarded']).default('dead'),
    /** The collection whose documents are looked at; only for `waiting`, and needed where more than one emits. */
    collection: z.string().min(1).max(64).optional(),
  }),
  output: pageOf(Undelivered),
  budget: { roundTrips: 3 },
});
