import type { Output, Parsed } from '../../contracts/contract.js';
import { eventRelay } from '../../contracts/event/relay.js';
import type { eventSweep } from '../../contracts/event/sweep.js';
import { atOnce } from '../../core/at-once.js';
import { deadlineOf } from '../../core/deadline.js';
import { DELIVERY_PATIENCE } from '../../core/events/deliver.js';
import { relay } from '../../core/events/relay.js';
import { routes } from '../../core/events/routes.js';
import { Failure } from '../../core/failure.js';
import { describeError, log } from '../../core/log.js';
import { collection, command } from '../../core/store/collection.js';
import { now, SECOND } from '../../core/time.js';

type Relayed = Output<typeof eventRelay>;
type Aggregate = Parsed<typeof eventRelay>['aggregates'][number];

/** Documents that are worked on at the same time. */
const AT_ONCE = 5;
const BATCH = 100;
/** A delivery that begins has its patience, and its outcome has to be noted. */
const RESERVE = DELIVERY_PATIENCE + 5 * SECOND;

/**
 * Delivers what waits in the documents that the caller has just changed.
 * @throws Failure INVALID_INPUT for a collection that emits nothing in this app
 */
export async function relayEvents({ aggregates }: Parsed<typeof eventRelay>): Promise<Relayed> {
  const known = routes().collections;
  const stranger = aggregates.findIndex(({ collection: name }) => !known.includes(name));
  if (stranger >= 0) {
    const field = `aggregates.${stranger}.collection`;
    throw new Failure('INVALID_INPUT', { message: `${field}：不发出事件`, fields: { [field]: '不发出事件' } });
  }
  return relayAll(aggregates, deadlineOf(eventRelay, RESERVE));
}

/**
 * Delivers what waits in any document: what the call that emitted it could not hand on, and what is due for another try.
 * Safe to run twice, and at the same time.
 */
export async function sweepEvents(inTime: () => boolean): Promise<Output<typeof eventSweep>> {
  const total: Relayed = { delivered: 0, failed: 0, dead: 0 };
  for (const name of routes().collections) {
    const startedAt = now();
    let found: string[];
    do {
      const due = { 'outbox.at': command().lte(startedAt) };
      const documents = await collection(name).find(due, {
        orderBy: [['outbox.at', 'asc']],
        limit: BATCH,
        fields: ['_id'],
      });
      found = documents.map(({ _id }) => _id);
      const relayed = await relayAll(
        found.map((id) => ({ collection: name, id })),
        inTime,
      );
      add(total, relayed);
      // Documents that another relay holds stay due; without progress the next run goes on.
      if (relayed.delivered + relayed.failed + relayed.dead === 0) break;
    } while (found.length === BATCH && inTime());
  }
  return total;
}

async function relayAll(aggregates: readonly Aggregate[], inTime: () => boolean): Promise<Relayed> {
  const total: Relayed = { delivered: 0, failed: 0, dead: 0 };
  await atOnce(AT_ONCE, aggregates, async (aggregate) => {
    if (inTime()) add(total, await relayOne(aggregate, inTime));
  });
  return total;
}

/** One document that cannot be relayed does not stand in the way of the others. */
async function relayOne(aggregate: Aggregate, inTime: () => boolean): Promise<Relayed> {
  try {
    return await relay(aggregate, inTime);
  } catch (error) {
    log('error', 'event.relay-failed', { aggregateId: aggregate.id, ...describeError(error) });
    return { delivered: 0, failed: 0, dead: 0 };
  }
}

function add(total: Relayed, more: Relayed): void {
  total.delivered += more.delivered;
  total.failed += more.failed;
  total.dead += more.dead;
}
