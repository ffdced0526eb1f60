import type { Output, Parsed } from '../../contracts/contract.js';
import type { eventList } from '../../contracts/event/list.js';
import type { Instant } from '../../contracts/terms.js';
import { type DeadLetter, deadLetters, eventIdOf } from '../../core/events/dead-letters.js';
import { type Outbox, waitingDeliveries } from '../../core/events/outbox.js';
import { routes } from '../../core/events/routes.js';
import { Failure } from '../../core/failure.js';
import { collection, command } from '../../core/store/collection.js';
import { pageOf } from '../../core/store/paging.js';
import { now, toMs } from '../../core/time.js';

type Page = Output<typeof eventList>;
type Undelivered = Page['items'][number];
type Request = Parsed<typeof eventList>;

/**
 * Events that some subscriber has not taken.
 * @throws Failure INVALID_INPUT for a collection that emits nothing, and for none where several emit
 */
export async function listEvents(request: Request): Promise<Page> {
  return request.state === 'waiting' ? listWaiting(request) : listDead(request.state, request);
}

async function listDead(state: DeadLetter['state'], { limit, cursor }: Request): Promise<Page> {
  const { items, nextCursor } = await pageOf(deadLetters, {
    where: { state },
    by: 'diedAt',
    direction: 'asc',
    limit,
    cursor,
  });
  return { items: items.map(deadLetter), nextCursor };
}

function deadLetter({ _id, diedAt: _, ...letter }: DeadLetter): Undelivered {
  const { state, eventId, type, subscriber, aggregate, sequence, at, attempts, reason, traceId } = letter;
  const { closedBy, closedBecause } = letter;
  const facts = {
    eventId,
    type,
    subscriber,
    aggregate,
    sequence,
    at,
    attempts,
    reason,
    traceId,
    closedBy,
    closedBecause,
  };
  return { deadLetterId: _id, state, ...facts, ageMs: ageOf(at), nextAt: null };
}

/** A document's waiting events stay together, so a page may be longer than asked for. */
async function listWaiting({ limit, cursor, collection: asked }: Request): Promise<Page> {
  const { collections } = routes();
  if (collections.length === 0) return { items: [], nextCursor: null };
  const name = asked ?? (collections.length === 1 ? collections[0] : undefined);
  if (name === undefined || !collections.includes(name)) {
    const problem = `只能是 ${collections.join('、')} 之一`;
    throw new Failure('INVALID_INPUT', { message: `collection：${problem}`, fields: { collection: problem } });
  }
  const emitters = collection<{ _id: string; outbox: Outbox }>(name);
  const { items: waiting, nextCursor } = await pageOf(emitters, {
    where: { 'outbox.at': command().gt('') },
    by: 'outbox.at',
    direction: 'asc',
    fields: ['outbox'],
    limit,
    cursor,
  });
  return {
    items: waiting.flatMap(({ _id, outbox }) => waitingIn({ collection: name, id: _id }, outbox)),
    nextCursor,
  };
}

function waitingIn(aggregate: Undelivered['aggregate'], outbox: Outbox): Undelivered[] {
  return waitingDeliveries(outbox).map(({ subscriber, sequence, event, retry }) => ({
    deadLetterId: null,
    state: 'waiting',
    eventId: eventIdOf(aggregate, sequence),
    type: event.type,
    subscriber,
    aggregate,
    sequence,
    at: event.at,
    ageMs: ageOf(event.at),
    attempts: retry?.attempts ?? 0,
    reason: retry?.reason ?? null,
    nextAt: retry?.nextAt ?? null,
    traceId: event.traceId,
    closedBy: null,
    closedBecause: null,
  }));
}

function ageOf(at: Instant): number {
  return Math.max(0, toMs(now()) - toMs(at));
}
