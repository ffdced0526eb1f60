import type * as z from 'zod';
import type { ErrorCode } from './errors.js';
import type { AnyEvent } from './event.js';
import type { Permission } from './permissions.js';
import type { Flag } from './setting.js';

/**
 * Who may call an action. Everything not granted here is refused.
 *
 * - `guest`: anybody, signed in or not
 * - `member`: a user, known by the platform's call context or by a token
 * - `timer`: the platform's own timer trigger, or the system itself by `callAction(…, { as: 'system' })`
 * - `internal`: another function of the same environment, proven by its assertion
 * - a permission of the catalogue: members and operators who have a role with it
 */
export type Access = 'guest' | 'member' | 'timer' | 'internal' | Permission;

/**
 * What makes a repeated call with the same `requestId` safe.
 *
 * - `derived`: the call creates one document whose id is derived from actor, action and request id
 * - `claimed`: the answer is kept with the request id and given again
 */
export type Idempotency = 'derived' | 'claimed';

/** A token bucket for each caller of an action. */
export interface RateLimit {
  /** Calls at once. */
  burst: number;
  /** Calls a second, in the long run. */
  perSecond: number;
  /** Who counts as one caller: who acts, or the address that the call comes from. Guests always go by address. */
  by?: 'actor' | 'ip';
  /**
   * Never more, on however many instances: each call asks the shared bucket, which is one round trip of its budget. For
   * sign-in, codes and money.
   */
  strict?: boolean;
}

/** What sign-in and everything like it takes (FEATURES P8: login). */
export const LOGIN_LIMIT: RateLimit = { burst: 5, perSecond: 1, strict: true };

export interface Budget {
  /** Cloud calls that one ordinary call may make, for one line of goods where it is about goods. */
  roundTrips: number;
  /** Cloud calls more for each further line. */
  perLine?: number;
  /** Size of the function's bundle and of the files beside it, in KB; the default fits what every function carries. */
  bundleKb?: number;
}

/** A service outside of CloudBase whose credentials the function is given, and no other function is. */
export type Service = 'wechat-pay' | 'alert' | 'cache' | 'message' | 'web' | 'site' | 'model' | 'moderation' | 'cloud';

interface Declaration<I extends z.ZodType, O extends z.ZodType> {
  /** `<module>-<action>`: the name of the deployed function. */
  name: `${string}-${string}`;
  /** What the action does, in the words of its users. */
  title: string;
  access: Access;
  idempotent?: Idempotency;
  /** The feature that the action belongs to; it is refused with FEATURE_OFF to whom that is off for. */
  flag?: Flag;
  /** How often one caller may call; 10 a second and 20 at once unless said. */
  rateLimit?: RateLimit;
  /**
   * Keeps who did this to what in the audit chain, failed attempts too. Gives the id of the entity that is acted on.
   */
  audited?(input: z.output<I>): string;
  input: I;
  output: O;
  /** Business errors that a caller has to expect, beside those that every action can give. */
  errors?: readonly ErrorCode[];
  budget: Budget;
  uses?: readonly Service[];
  /** Seconds until the platform ends the function; 10 unless said. */
  timeoutSeconds?: number;
  /** What the function may use, in MB; 256 unless said. A processor's share grows with it. */
  memoryMb?: number;
  /** Files that it reads beside its bundle, by their paths from the root. */
  files?: readonly string[];
  /** Events that it is told of; `subscriber()` declares such a contract. Access is `internal`. */
  on?: readonly AnyEvent[];
  /** Fires the action by CloudBase's seven-field cron, Beijing time. */
  timer?: { name: string; cron: string };
  /** A new version of the action is there: since which day, and what to use. Both run until nobody calls the old one. */
  deprecated?: { since: string; use: `${string}-${string}` };
}

/** One action: everything that is known of it before any code runs. */
export type Contract<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> = Readonly<Declaration<I, O>>;

/** What a caller may send: defaults are optional. */
export type Input<C> = C extends Contract<infer I, z.ZodType> ? z.input<I> : never;
/** What the use case gets: validated, defaults filled in. */
export type Parsed<C> = C extends Contract<infer I, z.ZodType> ? z.output<I> : never;
export type Output<C> = C extends Contract<z.ZodType, infer O> ? z.output<O> : never;

/** Declares an action. */
export function contract<I extends z.ZodType, O extends z.ZodType>(declaration: Declaration<I, O>): Contract<I, O> {
  return Object.freeze(declaration);
}

/** What every action answers. */
export type Answer<T> = { ok: true; data: T; traceId: string } | { ok: false; error: AnswerError; traceId: string };

export interface AnswerError {
  code: ErrorCode;
  /** For the person in front of the screen, in Chinese. */
  message: string;
  /** For bad input: path of the field and what is wrong with it. */
  fields?: Record<string, string>;
  /** For FORBIDDEN: the permission that none of the caller's roles has. */
  missing?: Permission;
  /** When trying again can help, and how long to wait first, in ms. */
  retryAfterMs?: number;
}
