import type { NewEvent } from '../../contracts/event.js';
import type { Instant } from '../../contracts/terms.js';

/** An event that not everybody has yet. */
export interface Waiting extends NewEvent {
  at: Instant;
  traceId: string;
  /** The subscribers that have yet to get it: the functions that listened when it happened. */
  to: readonly string[];
}

/** What a subscriber's first waiting event has been through. */
export interface Retry {
  attempts: number;
  nextAt: Instant;
  reason: string;
}

/**
 * The events of one document, in the document. They are numbered without gaps: `waiting` holds the last ones, so an event's
 * number follows from its place, and can be known without reading before writing.
 */
export interface Outbox {
  /** Number of the last event. */
  emitted: number;
  waiting: readonly Waiting[];
  retries?: Readonly<Record<string, Retry>>;
  /** Until when a relay works on it. */
  leasedUntil?: Instant | null;
  /** When a relay has to look at it; null when nothing waits. Indexed. */
  at: Instant | null;
}

/** One event on its way to one subscriber. */
export interface Delivery {
  subscriber: string;
  sequence: number;
  event: Waiting;
  /** Tries so far. */
  attempts: number;
}

/** What came of a delivery: over for good, or to be tried again. */
export type Outcome = { subscriber: string; sequence: number } & ({ over: true } | { over: false; retry: Retry });

/** Everything that waits, with what its subscriber's first event has been through. */
export function waitingDeliveries(outbox: Outbox): (Delivery & { retry: Retry | undefined })[] {
  const heads = new Set<string>();
  return outbox.waiting.flatMap((event, place) =>
    event.to.map((subscriber) => {
      const retry = heads.has(subscriber) ? undefined : outbox.retries?.[subscriber];
      heads.add(subscriber);
      return { subscriber, sequence: firstOf(outbox) + place, event, attempts: retry?.attempts ?? 0, retry };
    }),
  );
}

/** The deliveries that are due to each subscriber, in order. A subscriber that waits for its next try has none. */
export function due(outbox: Outbox, now: Instant): Map<string, Delivery[]> {
  const queues = new Map<string, Delivery[]>();
  for (const { retry: _, ...delivery } of waitingDeliveries(outbox)) {
    if ((outbox.retries?.[delivery.subscriber]?.nextAt ?? now) > now) continue;
    queues.set(delivery.subscriber, [...(queues.get(delivery.subscriber) ?? []), delivery]);
  }
  return queues;
}

/** The outbox after deliveries: what everybody has is gone, and `at` is when the next one is due. */
export function settled(outbox: Outbox, outcomes: readonly Outcome[], now: Instant): Outbox {
  const first = firstOf(outbox);
  const over = new Set(
    outcomes.filter((one) => one.over).map(({ subscriber, sequence }) => `${sequence} ${subscriber}`),
  );
  const left = outbox.waiting.map((event, place) => ({
    ...event,
    to: event.to.filter((subscriber) => !over.has(`${first + place} ${subscriber}`)),
  }));
  const gone = left.findIndex(({ to }) => to.length > 0);
  const waiting = gone < 0 ? [] : left.slice(gone);
  const retries = retriesAfter(outbox, outcomes, waiting);
  return { emitted: outbox.emitted, waiting, retries, leasedUntil: null, at: nextLook(waiting, retries, now) };
}

/** Deliveries of the oldest events beyond `most`: a document does not grow with a subscriber that is stuck. */
export function overflow(outbox: Outbox, most: number): Delivery[] {
  const last = outbox.emitted - most;
  return waitingDeliveries(outbox).filter(({ sequence }) => sequence <= last);
}

function firstOf({ emitted, waiting }: Outbox): number {
  return emitted - waiting.length + 1;
}

function retriesAfter(
  outbox: Outbox,
  outcomes: readonly Outcome[],
  waiting: readonly Waiting[],
): Record<string, Retry> {
  const retries = { ...outbox.retries };
  for (const outcome of outcomes) {
    if (outcome.over) delete retries[outcome.subscriber];
    else retries[outcome.subscriber] = outcome.retry;
  }
  const concerned = new Set(waiting.flatMap(({ to }) => to));
  return Object.fromEntries(Object.entries(retries).filter(([subscriber]) => concerned.has(subscriber)));
}

function nextLook(waiting: readonly Waiting[], retries: Record<string, Retry>, now: Instant): Instant | null {
  const subscribers = new Set(waiting.flatMap(({ to }) => to));
  const times = [...subscribers].map((subscriber) => retries[subscriber]?.nextAt ?? now);
  return times.sort()[0] ?? null;
}
