import * as z from 'zod';
import { type Budget, contract, type Service } from './contract.js';
import { Instant } from './terms.js';

/** Something that has happened to an aggregate, about to be written together with the change that makes it so. */
export interface NewEvent {
  readonly type: string;
  readonly data: unknown;
}

/** A kind of event. Called with its data it makes one to emit. */
export interface EventDeclaration<T extends string = string, D extends z.ZodType = z.ZodType> {
  (data: z.input<D>): NewEvent;
  readonly type: T;
  readonly data: D;
}

/** Declarations of any kind; what each is called with is for who emits it to know. */
export type AnyEvent = Pick<EventDeclaration, 'type' | 'data'>;

/** The most that one event may say, in characters of JSON: it names what has happened, and is no copy of the document. */
export const LARGEST_EVENT = 8000;

/**
 * Declares a kind of event: `<aggregate>.<what happened>`, past tense.
 *
 * Events of yesterday are delivered tomorrow: a field that is added later has to be optional.
 */
export function event<const T extends `${string}.${string}`, D extends z.ZodType>(
  type: T,
  data: D,
): EventDeclaration<T, D> {
  const make = (given: z.input<D>): NewEvent => {
    const parsed = data.parse(given);
    const size = JSON.stringify(parsed).length;
    if (size > LARGEST_EVENT) throw new Error(`${type} has ${size} characters of data, at most ${LARGEST_EVENT} fit`);
    return { type, data: parsed };
  };
  return Object.freeze(Object.assign(make, { type, data }));
}

/** An event as its subscribers get it. The same event always has the same id, however often it is delivered. */
const envelope = {
  eventId: z.string(),
  /** The document that it happened to. Its events are numbered from 1 and come in that order. */
  aggregate: z.strictObject({ collection: z.string(), id: z.string() }),
  sequence: z.int().min(1),
  at: Instant,
};

export interface Delivered<T extends string = string, D = unknown> {
  eventId: string;
  aggregate: { collection: string; id: string };
  sequence: number;
  at: Instant;
  type: T;
  data: D;
}

type DeliveredOf<E> = E extends { type: infer T extends string; data: infer D extends z.ZodType }
  ? Delivered<T, z.output<D>>
  : never;

interface Subscription<E extends readonly AnyEvent[]> {
  name: `${string}-${string}`;
  title: string;
  on: E;
  budget: Budget;
  uses?: readonly Service[];
  timeoutSeconds?: number;
}

/** The contract of a function that is told of events. Whatever it answers, one that answers has handled the event. */
export function subscriber<const E extends readonly [AnyEvent, ...AnyEvent[]]>(subscription: Subscription<E>) {
  const kinds = subscription.on.map(({ type, data }) => z.strictObject({ ...envelope, type: z.literal(type), data }));
  const input = z.discriminatedUnion('type', kinds as [(typeof kinds)[number], ...typeof kinds]);
  return contract({
    ...subscription,
    access: 'internal',
    input: input as unknown as z.ZodType<DeliveredOf<E[number]>, DeliveredOf<E[number]>>,
    output: z.strictObject({}),
  });
}
