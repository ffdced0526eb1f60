import type { Benefits, GrantView } from '../../contracts/benefit/benefit.js';
import type { benefitGet } from '../../contracts/benefit/get.js';
import type { benefitLedger } from '../../contracts/benefit/ledger.js';
import type { benefitLookup } from '../../contracts/benefit/lookup.js';
import { benefitFreePerDay, benefitRefundDays } from '../../contracts/benefit/rules.js';
import type { Output, Parsed } from '../../contracts/contract.js';
import type { Instant } from '../../contracts/terms.js';
import { member } from '../../core/actor.js';
import { rule } from '../../core/config/config.js';
import { unknownCursor } from '../../core/store/paging.js';
import { now } from '../../core/time.js';
import {
  type BenefitAccount,
  type Grant,
  type GrantId,
  grantsOf,
  LINES_ON_PAGE,
  orderOf,
  passesLeft,
  termsOf,
} from './account.js';
import { benefitsOf, filedLines } from './accounts.js';
import { refundableUntil, refundProblem } from './grants.js';
import { isOver, lapse } from './lapse.js';

/** What the acting member can use at present. */
export async function getBenefits(): Promise<Output<typeof benefitGet>> {
  return shownBenefits(await benefitsOf(member().userId));
}

/** An account as its owner sees it now. */
export async function shownBenefits(kept: BenefitAccount): Promise<Output<typeof benefitGet>> {
  const [perDay, refundDays] = await Promise.all([rule(benefitFreePerDay), rule(benefitRefundDays)]);
  const at = now();
  const account = lapse(kept, at);
  const ends = grantsOf(account).flatMap(([, { left, passesUntil }]) => (left > 0 && passesUntil ? [passesUntil] : []));
  return {
    free: { perDay, left: Math.max(0, perDay - account.used.free) },
    passes: { left: passesLeft(account), nextEnds: ends.sort()[0] ?? null },
    plan: planOf(account),
    grants: grantsOf(account)
      .reverse()
      .map(([id, grant]) => viewOf(account, id, grant, at, refundDays)),
  };
}

function planOf(account: BenefitAccount): (typeof Benefits)['_output']['plan'] {
  const terms = termsOf(account);
  const running = terms[0];
  if (!running) return null;
  const { grant, term } = running;
  const { perDay, from: startedAt } = term;
  const until = terms.at(-1)!.term.until;
  return { title: grant.title, perDay, left: Math.max(0, perDay - account.used.plan), startedAt, until };
}

function viewOf(
  account: BenefitAccount,
  id: GrantId,
  grant: Grant,
  at: Instant,
  refundDays: number,
): (typeof GrantView)['_output'] {
  const { title, passes, left, passesUntil, term } = grant;
  const until = refundableUntil(grant, refundDays);
  const orderId = orderOf(id);
  const canRefund = orderId && grant.goneBy === null && !refundProblem(account, orderId, at, refundDays);
  return {
    ...{ grantId: id, orderId, title, passes, passesLeft: left, passesUntil, planDays: term?.days ?? 0 },
    ...{ planFrom: term?.from ?? null, planUntil: term?.until ?? null, state: stateOf(grant) },
    ...{ grantedAt: grant.at, refundableUntil: canRefund ? until : null },
  };
}

function stateOf(grant: Grant): (typeof GrantView)['_output']['state'] {
  if (grant.goneBy !== null) return 'revoked';
  if (!isOver(grant)) return 'held';
  return grant.term === null && grant.taken === grant.passes ? 'used-up' : 'ended';
}

/** The acting member's ledger, the newest line first. */
export async function showLedger(asked: Parsed<typeof benefitLedger>): Promise<Output<typeof benefitLedger>> {
  return ledgerPage(await benefitsOf(member().userId), asked);
}

/** The benefits of any member, for those who work for the shop. Two round trips. */
export async function lookUpBenefits({
  userId,
  ...asked
}: Parsed<typeof benefitLookup>): Promise<Output<typeof benefitLookup>> {
  const account = await benefitsOf(userId);
  return { benefits: await shownBenefits(account), ledger: await ledgerPage(account, asked) };
}

/**
 * A page of the ledger of an account. One round trip, or none.
 * @throws Failure INVALID_INPUT when the cursor was not given out by this list
 */
async function ledgerPage(
  kept: BenefitAccount,
  { cursor, limit }: Parsed<typeof benefitLedger>,
): Promise<Output<typeof benefitLedger>> {
  if (cursor !== undefined && !/^[1-9]\d{0,8}$/.test(cursor)) throw unknownCursor();
  const account = lapse(kept, now());
  const count = account.filed * LINES_ON_PAGE + account.lines.length;
  const last = cursor === undefined ? count : Math.min(count, Number(cursor) - 1);
  const first = Math.max(1, last - limit + 1);
  const pageWith = (number: number) => Math.floor((number - 1) / LINES_ON_PAGE);
  const filed = await filedLines(account.userId, pageWith(first), Math.min(pageWith(last), account.filed - 1));
  const items = [...filed, ...account.lines].filter(({ number }) => number >= first && number <= last).reverse();
  return { items, nextCursor: first > 1 && items.length > 0 ? String(first) : null };
}
