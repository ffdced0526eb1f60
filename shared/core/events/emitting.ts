import { eventRelay } from '../../contracts/event/relay.js';
import type { NewEvent } from '../../contracts/event.js';
import { afterCommit, type Effects } from '../after-commit.js';
import { callAction } from '../call-action.js';
import { context } from '../context.js';
import { type Change, type Collection, command, type Where } from '../store/collection.js';
import type { CollectionDeclaration } from '../store/declare.js';
import { now } from '../time.js';
import type { Waiting } from './outbox.js';
import { subscribersOf } from './routes.js';

interface Emits {
  /** What has happened, if the write takes place. */
  emits?: readonly NewEvent[];
}

/** A collection whose documents tell of what happens to them. */
export interface EmittingCollection<T extends { _id: string }> extends Collection<T> {
  insert(document: T, events?: Emits): Promise<boolean>;
  change(id: string, where: Where, change: Change, events?: Emits): Promise<boolean>;
}

/**
 * Lets the writes of a collection emit events. They are part of the same write: there is an event exactly when there was a
 * change, and it costs no round trip. Subscribers hear of it after the call, at the latest by the sweep.
 *
 * An event that nobody listens to is not kept. A document with events that are not delivered yet is not removed.
 */
export function emitting<T extends { _id: string }>(
  all: Collection<T>,
  declaration: CollectionDeclaration,
): EmittingCollection<T> {
  const waitingOf = (events: readonly NewEvent[] = []): Waiting[] => {
    for (const { type } of events) {
      if (!declaration.emits?.includes(type))
        throw new Error(`${declaration.name} does not declare that it emits ${type}`);
    }
    const { traceId } = context();
    const at = now();
    return events
      .map(({ type, data }) => ({ type, data, at, traceId, to: [...subscribersOf(type)] }))
      .filter(({ to }) => to.length > 0);
  };

  return {
    ...all,
    // What has not been told yet keeps its document.
    remove: (where) => all.remove({ ...where, 'outbox.at': null }),
    async insert(document, { emits } = {}) {
      const waiting = waitingOf(emits);
      if (waiting.length === 0) return all.insert(document);
      const outbox = { emitted: waiting.length, waiting, at: now() };
      const added = await all.insert({ ...document, outbox });
      if (added) announce({ collection: declaration.name, id: document._id });
      return added;
    },
    async change(id, where, change, { emits } = {}) {
      const waiting = waitingOf(emits);
      if (waiting.length === 0) return all.change(id, where, change);
      const changed = await all.change(id, where, { ...change, ...appended(waiting) });
      if (changed) announce({ collection: declaration.name, id });
      return changed;
    },
  };
}

function appended(waiting: readonly Waiting[]): Change {
  const _ = command();
  return {
    'outbox.emitted': _.inc(waiting.length),
    'outbox.waiting': _.push({ each: waiting as Waiting[] }),
    'outbox.at': now(),
  };
}

interface Aggregate {
  collection: string;
  id: string;
}

/** One relay takes so many at once; the sweep takes the others. */
const MOST_ANNOUNCED = 50;

/** By call, whatever context of it a change was made in. */
const announced = new WeakMap<Effects, Map<string, Aggregate>>();

/** Has the relay look at a document as soon as the call is over. */
function announce(aggregate: Aggregate): void {
  const { effects } = context();
  const aggregates = announced.get(effects) ?? new Map<string, Aggregate>();
  announced.set(effects, aggregates.set(`${aggregate.collection}/${aggregate.id}`, aggregate));
  afterCommit('event-relay', () => {
    announced.delete(effects);
    return callAction(eventRelay, { aggregates: [...aggregates.values()].slice(0, MOST_ANNOUNCED) }, { as: 'system' });
  });
}
