import type { Instant } from '../../contracts/terms.js';
import { after, businessDay, DAY } from '../../core/time.js';
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

/** As long something may be given back; a use has come to its end long before. */
export const PLACES_KEPT_FOR = 31 * DAY;
/** Tries that took nothing and never may are remembered while somebody can be at them: a minute or two. */
const MOST_BARRED = 20;
/** What is over stays in sight for so long. */
const GRANTS_KEPT_FOR = 62 * DAY;

/**
 * The account as it is at `at`: a new day has all its places, what had its time is over. The lines that this adds carry the instants
 * at which it happened, so that it makes no difference when somebody looks.
 */
export function lapse(account: BenefitAccount, at: Instant): BenefitAccount {
  const day = businessDay(at);
  let current = day > account.day ? { ...account, day, used: { free: 0, plan: 0 } } : account;
  for (const { when, apply } of endings(account, at).sort((a, b) => (a.when < b.when ? -1 : 1))) {
    current = apply(current, when);
  }
  return current;
}

interface Ending {
  when: Instant;
  apply(account: BenefitAccount, when: Instant): BenefitAccount;
}

function endings(account: BenefitAccount, at: Instant): Ending[] {
  return grantsOf(account).flatMap(([id, { left, passesUntil, term }]) => [
    ...(left > 0 && passesUntil !== null && passesUntil <= at
      ? [{ when: passesUntil, apply: (now: BenefitAccount) => endPasses(now, id) }]
      : []),
    ...(term && !term.ended && term.until <= at
      ? [{ when: term.until, apply: (now: BenefitAccount) => endTerm(now, id) }]
      : []),
  ]);
}

function endPasses(account: BenefitAccount, id: GrantId): BenefitAccount {
  const grant = account.grants[id]!;
  const ended = withGrant(account, id, { ...grant, left: 0 });
  const at = grant.passesUntil!;
  const line = {
    at,
    kind: 'expired',
    of: 'pass',
    count: grant.left,
    title: grant.title,
    orderId: orderOf(id),
  } as const;
  return noted(ended, { ...line, left: passesLeft(ended) });
}

function endTerm(account: BenefitAccount, id: GrantId): BenefitAccount {
  const grant = account.grants[id]!;
  const term = grant.term!;
  const ended = withGrant(account, id, { ...grant, term: { ...term, ended: true } });
  const line = {
    at: term.until,
    kind: 'expired',
    of: 'day',
    count: term.days,
    title: grant.title,
    orderId: orderOf(id),
  } as const;
  return noted(ended, { ...line, left: daysLeft(ended) });
}

/** Whether nothing of it can be used any more. */
export function isOver({ left, term }: Grant): boolean {
  return left === 0 && (term === null || term.ended);
}

/** The account without what nobody asks about any more, and with what a deletion of the user's account looks at. */
export function tidied(account: BenefitAccount, at: Instant): BenefitAccount {
  const since = businessDay(after(at, -PLACES_KEPT_FOR));
  const places = Object.fromEntries([
    ...Object.entries(account.places).filter(([, { day, units }]) => day >= since && units > 0),
    ...latestBarred(account),
  ]);
  const inUse = new Set(Object.values(places).flatMap(({ parts }) => Object.keys(parts)));
  const before = after(at, -GRANTS_KEPT_FOR);
  const gone = grantsOf(account).filter(([id, grant]) => isOver(grant) && grant.at < before && !inUse.has(id));
  const closed = Object.fromEntries(
    gone.map(([id, { goneBy }]) => [id, goneBy === 'refund' ? ('revoked' as const) : ('over' as const)]),
  );
  const grants = Object.fromEntries(Object.entries(account.grants).filter(([id]) => !(id in closed)));
  const kept = { ...account, places, grants, closed: { ...account.closed, ...closed } };
  return { ...kept, ...standingOf(kept) };
}

function latestBarred({ places }: BenefitAccount) {
  const barred = Object.entries(places).filter(([, { units }]) => units === 0);
  return barred.sort(([, a], [, b]) => (a.turn > b.turn ? -1 : 1)).slice(0, MOST_BARRED);
}

function standingOf(account: BenefitAccount): Pick<BenefitAccount, 'standing' | 'endsAt'> {
  const ends = [
    ...grantsOf(account).flatMap(([, { left, passesUntil }]) => (left > 0 ? [passesUntil ?? FOR_EVER] : [])),
    ...termsOf(account).map(({ term }) => term.until),
  ].sort();
  return { standing: ends.length > 0 ? 'open' : 'none', endsAt: ends.at(-1) ?? null };
}
