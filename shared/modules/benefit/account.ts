import type { LedgerEntry, PlaceSource } from '../../contracts/benefit/benefit.js';
import type { Instant, OrderId, UserId } from '../../contracts/terms.js';
import { derivedId } from '../../core/ids.js';
import type { Owned } from '../../core/store/collection.js';

/**
 * All that a member may use, and what became of it: one document. Every movement is one change of it together with its line in
 * the ledger, so that neither a race nor a crash can make the two disagree.
 */
export interface BenefitAccount extends Owned {
  /** What paid orders have granted, and what was given. */
  grants: Record<GrantId, Grant>;
  /** Grants that are gone from here: none of them is ever made again. */
  closed: Record<GrantId, 'over' | 'revoked'>;
  /** The business day that `used` counts on. */
  day: string;
  used: { free: number; plan: number };
  /** What each use took, for as long as it may be given back. */
  places: Record<string, Place>;
  /** The ledger's latest lines; full pages before them are filed apart. */
  lines: LedgerEntry[];
  filed: number;
  /** `open` until `endsAt`: something is left that its owner would lose with the account. */
  standing: 'open' | 'none';
  endsAt: Instant | null;
}

/** The id of the order that granted something, or of the gift. */
export type GrantId = OrderId | `gft_${string}`;

/** The order of a grant; null for a gift. */
export function orderOf(id: GrantId): OrderId | null {
  return id.startsWith('gft_') ? null : (id as OrderId);
}

/** What one order or gift has granted. */
export interface Grant {
  title: string;
  at: Instant;
  passes: number;
  left: number;
  /** Null for ever. */
  passesUntil: Instant | null;
  term: Term | null;
  /** Units that were taken of it and not returned: with any, its order is not refunded. */
  taken: number;
  /** When something was last returned to it. */
  returnedAt: Instant | null;
  /** Its order was refunded, or its owner gave it up: nothing is left. */
  goneBy: 'refund' | 'waiver' | null;
}

/** A stretch of a plan. Those of several orders follow each other. */
export interface Term {
  days: number;
  perDay: number;
  from: Instant;
  until: Instant;
  /** It is over, and the ledger says so. */
  ended: boolean;
}

/** What a use took. */
export interface Place {
  /** Which try of the use it was: when it began. */
  turn: Instant;
  state: 'taken' | 'returned';
  source: PlaceSource;
  /** 0 for a try that took nothing, and never may. */
  units: number;
  /** The places that there were on that day, used or not; of passes none are counted. */
  perDay: number;
  day: string;
  title: string;
  /** How much of it came from which grant. */
  parts: Record<GrantId, number>;
}

/** Later than anything ends. */
export const FOR_EVER = '9999-12-31T23:59:59.999Z' as Instant;

export function benefitAccountId(userId: UserId): string {
  return derivedId('benefits', userId);
}

/** The account of somebody who has used nothing yet. */
export function emptyAccount(userId: UserId): BenefitAccount {
  return {
    ...{ _id: benefitAccountId(userId), userId, grants: {}, closed: {}, day: '', used: { free: 0, plan: 0 } },
    ...{ places: {}, lines: [], filed: 0, standing: 'none', endsAt: null },
  };
}

/** The ledger's lines on one filed page. */
export const LINES_ON_PAGE = 20;

type Line = Pick<LedgerEntry, 'at' | 'kind' | 'of' | 'count' | 'left' | 'title'> & Partial<LedgerEntry>;

/** The account with one more line in its ledger. */
export function noted(account: BenefitAccount, line: Line): BenefitAccount {
  const number = account.filed * LINES_ON_PAGE + account.lines.length + 1;
  return { ...account, lines: [...account.lines, { orderId: null, useId: null, until: null, ...line, number }] };
}

/** The account with one grant replaced. */
export function withGrant(account: BenefitAccount, id: GrantId, grant: Grant): BenefitAccount {
  return { ...account, grants: { ...account.grants, [id]: grant } };
}

/** Grants by their ids, the earliest first. */
export function grantsOf({ grants }: BenefitAccount): [GrantId, Grant][] {
  return (Object.entries(grants) as [GrantId, Grant][]).sort(([a, one], [b, other]) =>
    one.at === other.at ? (a < b ? -1 : 1) : one.at < other.at ? -1 : 1,
  );
}

export function passesLeft(account: BenefitAccount): number {
  return grantsOf(account).reduce((sum, [, { left }]) => sum + left, 0);
}

/** Days of all terms that are not over. */
export function daysLeft(account: BenefitAccount): number {
  return termsOf(account).reduce((sum, { term }) => sum + term.days, 0);
}

/** The terms that are not over, in the order in which they run. */
export function termsOf(account: BenefitAccount): { id: GrantId; grant: Grant; term: Term }[] {
  return grantsOf(account)
    .flatMap(([id, grant]) => (grant.term && !grant.term.ended ? [{ id, grant, term: grant.term }] : []))
    .sort((a, b) => (a.term.from < b.term.from ? -1 : 1));
}
