import type { Delivered } from '../../contracts/event.js';
import { log } from '../log.js';
import { type Collection, collection } from '../store/collection.js';
import { after, now, SECOND } from '../time.js';
import { backOff, MOST_ATTEMPTS } from './back-off.js';
import { bury, eventIdOf } from './dead-letters.js';
import { deliver } from './deliver.js';
import { type Delivery, due, type Outbox, type Outcome, overflow, settled } from './outbox.js';

/** Longer than a function that relays can live: an outbox is given to another relay when this one is dead. */
const LEASE = 70 * SECOND;
/** Events of one document that may wait for its subscribers; the oldest beyond go to the dead letters. */
const MOST_WAITING = 100;
/** Times that a relay takes in what has been emitted while it was delivering; more waits for the sweep. */
const ROUNDS_THAT_DELIVER = 5;
/** Times that it tries to note what it did. */
const MOST_ROUNDS = 20;

/** A document as the relay sees it. */
interface Emitter {
  _id: string;
  outbox?: Outbox;
}

export interface Relayed {
  delivered: number;
  failed: number;
  dead: number;
}

/**
 * Delivers what waits in the outbox of one document: to each subscriber in order, to all subscribers at once. What a subscriber
 * does not take holds back the later events of this document for this subscriber alone.
 *
 * Killed at any point it leaves every event where it was or delivered; what was delivered and not noted is delivered again.
 * Three round trips, and one for each delivery.
 */
export async function relay(aggregate: { collection: string; id: string }, inTime: () => boolean): Promise<Relayed> {
  const emitters = collection<Emitter>(aggregate.collection);
  const tally: Relayed = { delivered: 0, failed: 0, dead: 0 };
  let stored = await read(emitters, aggregate.id);
  if (!stored || stored.at === null || (stored.leasedUntil ?? '') > now()) return tally;

  // `at` is another one after every emission and every relay: what was read is still so when the lease is taken.
  const lease = after(now(), LEASE);
  const asRead = { 'outbox.leasedUntil': stored.leasedUntil ?? null, 'outbox.at': stored.at };
  if (!(await emitters.change(aggregate.id, asRead, { 'outbox.leasedUntil': lease }))) return tally;

  const outcomes: Outcome[] = [];
  for (let round = 1; round <= MOST_ROUNDS; round += 1) {
    if (round <= ROUNDS_THAT_DELIVER) {
      outcomes.push(...(await deliverAll(aggregate, settled(stored, outcomes, now()), inTime, tally)));
    }
    // Events keep their numbers, so all outcomes can be applied to whatever the outbox has become meanwhile.
    const unchanged = { 'outbox.leasedUntil': lease, 'outbox.emitted': stored.emitted };
    if (await emitters.change(aggregate.id, unchanged, { outbox: settled(stored, outcomes, now()) })) return tally;

    stored = await read(emitters, aggregate.id);
    if (stored?.leasedUntil !== lease) break;
  }
  log('warn', 'event.relay-lost', { aggregateId: aggregate.id });
  return tally;
}

async function read(emitters: Collection<Emitter>, id: string): Promise<Outbox | undefined> {
  const [found] = await emitters.find({ _id: id }, { limit: 1, fields: ['outbox'] });
  return found?.outbox;
}

async function deliverAll(
  aggregate: Delivered['aggregate'],
  outbox: Outbox,
  inTime: () => boolean,
  tally: Relayed,
): Promise<Outcome[]> {
  const tooMany = overflow(outbox, MOST_WAITING);
  const buried = await Promise.all(
    tooMany.map((delivery) =>
      giveUp(aggregate, delivery, `more than ${MOST_WAITING} events of one document wait`, tally),
    ),
  );
  const given = new Set(tooMany.map(({ subscriber, sequence }) => `${sequence} ${subscriber}`));
  const queues = [...due(outbox, now()).values()].map((queue) =>
    queue.filter(({ subscriber, sequence }) => !given.has(`${sequence} ${subscriber}`)),
  );
  const delivered = await Promise.all(queues.map((queue) => deliverInOrder(aggregate, queue, inTime, tally)));
  return [...buried, ...delivered.flat()];
}

async function deliverInOrder(
  aggregate: Delivered['aggregate'],
  queue: readonly Delivery[],
  inTime: () => boolean,
  tally: Relayed,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const delivery of queue) {
    if (!inTime()) break;
    const outcome = await deliverOne(aggregate, delivery, tally);
    outcomes.push(outcome);
    if (!outcome.over) break;
  }
  return outcomes;
}

async function deliverOne(aggregate: Delivered['aggregate'], delivery: Delivery, tally: Relayed): Promise<Outcome> {
  const { subscriber, sequence, event } = delivery;
  const { type, at, data, traceId } = event;
  const eventId = eventIdOf(aggregate, sequence);
  const result = await deliver(subscriber, { eventId, aggregate, sequence, at, type, data }, traceId);
  if (result === 'delivered') {
    tally.delivered += 1;
    return { subscriber, sequence, over: true };
  }

  const attempts = delivery.attempts + 1;
  log('warn', 'event.undelivered', { eventId, type, subscriber, attempts, problem: result.problem });
  if (result.hopeless || attempts >= MOST_ATTEMPTS) {
    return giveUp(aggregate, { ...delivery, attempts }, result.problem, tally);
  }
  tally.failed += 1;
  const nextAt = after(now(), backOff(attempts, `${eventId} ${subscriber}`));
  return { subscriber, sequence, over: false, retry: { attempts, nextAt, reason: result.problem } };
}

async function giveUp(
  aggregate: Delivered['aggregate'],
  delivery: Delivery,
  reason: string,
  tally: Relayed,
): Promise<Outcome> {
  const { subscriber, sequence, event } = delivery;
  await bury(aggregate, delivery, reason);
  log('error', 'event.dead', { type: event.type, aggregateId: aggregate.id, sequence, subscriber, reason });
  tally.dead += 1;
  return { subscriber, sequence, over: true };
}
