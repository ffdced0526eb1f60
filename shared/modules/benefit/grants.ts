import type { Grants } from '../../contracts/benefit/grants.js';
import type { Instant, OrderId } from '../../contracts/terms.js';
import { after, DAY } from '../../core/time.js';
import {
  type BenefitAccount,
  daysLeft,
  FOR_EVER,
  type Grant,
  type GrantId,
  grantsOf,
  noted,
  orderOf,
  passesLeft,
  termsOf,
  withGrant,
} from './account.js';
import { isOver, lapse } from './lapse.js';

/** What an order grants, all of its pieces together, or what is given. */
export interface Granting extends Grants {
  id: GrantId;
  title: string;
}

/**
 * Grants what an order has bought or what is given, once however often it is told. A plan goes on from its present end.
 * @returns the account, or undefined when that was granted or revoked before
 */
export function grant(before: BenefitAccount, granting: Granting, at: Instant): BenefitAccount | undefined {
  const { id, title, passes, passDays, planDays, planPerDay } = granting;
  if (id in before.grants || id in before.closed) return undefined;
  let account = lapse(before, at);
  const term = planDays > 0 ? termFrom(account, at, planDays, planPerDay) : null;
  const passesUntil = passes > 0 && passDays !== null ? after(at, passDays * DAY) : null;
  const made: Grant = {
    ...{ title, at, passes, left: passes, passesUntil, term },
    ...{ taken: 0, returnedAt: null, goneBy: null },
  };
  account = withGrant(account, id, made);
  const line = { at, kind: 'granted', title, orderId: orderOf(id) } as const;
  if (passes > 0) {
    const left = passesLeft(account);
    account = noted(account, { ...line, of: 'pass', count: passes, left, until: passesUntil });
  }
  if (term) {
    account = noted(account, { ...line, of: 'day', count: planDays, left: daysLeft(account), until: term.until });
  }
  return account;
}

function termFrom(account: BenefitAccount, at: Instant, days: number, perDay: number) {
  const from = termsOf(account).at(-1)?.term.until ?? at;
  return { days, perDay, from, until: daysAfter(from, days), ended: false };
}

/** No later than texts of instants go on in the order of time. */
function daysAfter(from: Instant, days: number): Instant {
  const until = after(from, days * DAY);
  return until > from ? until : FOR_EVER;
}

/** `spent`: something of it is used; `late`: its buyer has had his time to ask. */
export type RefundProblem = 'spent' | 'late';

/** Until when the buyer of a grant can have the money back: so many days from payment on, or from the last failed use. */
export function refundableUntil({ at, returnedAt }: Grant, refundDays: number): Instant {
  const since = returnedAt !== null && returnedAt > at ? returnedAt : at;
  return after(since, refundDays * DAY);
}

/**
 * Why an order cannot be refunded; undefined when it can, or has been.
 * @param refundDays within which its buyer has to ask; undefined for the shop, which has no limit
 */
export function refundProblem(
  account: BenefitAccount,
  orderId: OrderId,
  at: Instant,
  refundDays: number | undefined,
): RefundProblem | undefined {
  if (account.closed[orderId] === 'over') return 'spent';
  const found = account.grants[orderId];
  if (!found || found.goneBy === 'refund') return undefined;
  if (found.taken > 0) return 'spent';
  return refundDays !== undefined && refundableUntil(found, refundDays) < at ? 'late' : undefined;
}

/**
 * Takes back what an order has granted, for its money is on its way back. One that was not granted yet never will be.
 * @returns the account; undefined when it was revoked before
 * @throws Error when it cannot be refunded: see `refundProblem`
 */
export function revoke(before: BenefitAccount, orderId: OrderId, at: Instant): BenefitAccount | undefined {
  if (refundProblem(before, orderId, at, undefined)) throw new Error(`what ${orderId} has granted is used`);
  if (before.closed[orderId] === 'revoked' || before.grants[orderId]?.goneBy === 'refund') return undefined;
  const account = lapse(before, at);
  if (!account.grants[orderId]) return { ...account, closed: { ...account.closed, [orderId]: 'revoked' } };
  return takenAway(account, orderId, at, 'refund');
}

/** Gives up everything that is left. @returns the account, or undefined when nothing is */
export function waive(before: BenefitAccount, at: Instant): BenefitAccount | undefined {
  const lapsed = lapse(before, at);
  const held = grantsOf(lapsed).filter(([, grant]) => !isOver(grant));
  if (held.length === 0) return undefined;
  return held.reduce((account, [id]) => takenAway(account, id, at, 'waiver'), lapsed);
}

function takenAway(before: BenefitAccount, id: GrantId, at: Instant, goneBy: 'refund' | 'waiver'): BenefitAccount {
  const { left, term, title, ...rest } = before.grants[id]!;
  const ended = term && { ...term, ended: true };
  let account = withGrant(before, id, { ...rest, title, left: 0, term: ended, goneBy });
  const line = { at, kind: 'revoked', title, orderId: orderOf(id) } as const;
  if (left > 0) account = noted(account, { ...line, of: 'pass', count: left, left: passesLeft(account) });
  if (!term || term.ended) return account;
  account = movedUp(account, term.from > at ? term.from : at, term.from);
  return noted(account, { ...line, of: 'day', count: term.days, left: daysLeft(account) });
}

/** The terms after one that is gone begin where it would have gone on: nobody loses a day of another order. */
function movedUp(before: BenefitAccount, start: Instant, behind: Instant): BenefitAccount {
  let account = before;
  let from = start;
  for (const { id, grant, term } of termsOf(before).filter((one) => one.term.from > behind)) {
    const until = daysAfter(from, term.days);
    account = withGrant(account, id, { ...grant, term: { ...term, from, until } });
    from = until;
  }
  return account;
}
