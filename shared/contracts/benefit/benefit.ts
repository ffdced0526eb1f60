import * as z from 'zod';
import { Instant, OrderId } from '../terms.js';

/** What a use was taken from: the day's free places, the plan's places of the day, or passes. */
export const PlaceSource = z.enum(['free', 'plan', 'pass']);
export type PlaceSource = z.output<typeof PlaceSource>;

/**
 * What a movement counts.
 *
 * - `free`, `plan`: places of the day
 * - `pass`: passes
 * - `day`: days of a plan
 */
export const LedgerUnit = z.enum([...PlaceSource.options, 'day']);
export type LedgerUnit = z.output<typeof LedgerUnit>;

/**
 * - `granted`: an order was paid, or the shop gave it
 * - `taken`: used
 * - `returned`: what it was used for failed
 * - `revoked`: its order was refunded, or its owner gave it up
 * - `expired`: its time was over
 */
export const LedgerKind = z.enum(['granted', 'taken', 'returned', 'revoked', 'expired']);
export type LedgerKind = z.output<typeof LedgerKind>;

/** One movement. What has been granted, less what was taken, revoked and expired, and with what was returned, is what is there. */
export const LedgerEntry = z.strictObject({
  /** From 1, without a gap. */
  number: z.int().min(1),
  at: Instant,
  kind: LedgerKind,
  of: LedgerUnit,
  count: z.int().min(1),
  /** What is there after it; null for places of a day that is over. */
  left: z.int().min(0).nullable(),
  /** What was bought or what it was used for, in a few words. */
  title: z.string(),
  orderId: OrderId.nullable(),
  /** What it was used for. */
  useId: z.string().nullable(),
  /** Until when what was granted or returned is good; null for ever, and where it does not apply. */
  until: Instant.nullable(),
});
export type LedgerEntry = z.output<typeof LedgerEntry>;

/** What an order, or the shop's kindness, has granted. */
export const GrantView = z.strictObject({
  /** The order's id, or that of a gift. */
  grantId: z.string(),
  /** Null for a gift. */
  orderId: OrderId.nullable(),
  title: z.string(),
  passes: z.int().min(0),
  passesLeft: z.int().min(0),
  /** Null for ever, or when there are none. */
  passesUntil: Instant.nullable(),
  planDays: z.int().min(0),
  planFrom: Instant.nullable(),
  planUntil: Instant.nullable(),
  /** `held`: something of it can still be used; otherwise why not. */
  state: z.enum(['held', 'used-up', 'ended', 'revoked']),
  grantedAt: Instant,
  /** Until when its buyer can have the money back, with nothing of it used; null when he cannot. */
  refundableUntil: Instant.nullable(),
});
export type GrantView = z.output<typeof GrantView>;

/** All that a member can use at present. */
export const Benefits = z.strictObject({
  free: z.strictObject({ perDay: z.int().min(0), left: z.int().min(0) }),
  passes: z.strictObject({
    left: z.int().min(0),
    /** When the next of them end; null when none does. */
    nextEnds: Instant.nullable(),
  }),
  /** The plan that runs now. */
  plan: z
    .strictObject({
      title: z.string(),
      perDay: z.int().min(0),
      /** Places left today. */
      left: z.int().min(0),
      startedAt: Instant,
      /** When the last of the terms that follow each other ends. */
      until: Instant,
    })
    .nullable(),
  /** The newest first; what ended long ago is in the ledger alone. */
  grants: z.array(GrantView),
});
