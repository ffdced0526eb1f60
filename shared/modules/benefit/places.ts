import type { PlaceSource } from '../../contracts/benefit/benefit.js';
import type { Instant } from '../../contracts/terms.js';
import { after, businessDay, DAY } from '../../core/time.js';
import {
  type BenefitAccount,
  type Grant,
  type GrantId,
  grantsOf,
  noted,
  type Place,
  passesLeft,
  termsOf,
  withGrant,
} from './account.js';
import { lapse, PLACES_KEPT_FOR } from './lapse.js';

/** Passes whose time was over while they were in use are good for so long once they are returned. */
const GRACE = 7 * DAY;

/** Something that a member wants to use his benefits for. */
export interface Use {
  /** The same for every try. */
  useId: string;
  /** This try: when it began. A later one may take a place again, an earlier one may not. */
  turn: Instant;
  /** In a few words, for the ledger. */
  title: string;
  units: number;
  /** Free places of the day; 0 where the use is not free. */
  free: number;
  /** Whether a pass may be spent on it. */
  mayUsePass: boolean;
}

/**
 * - `needs-pass`: neither a plan nor passes
 * - `day-used`: no place is left for today
 * - `given-up`: this try has been given up
 */
export type Refusal = 'needs-pass' | 'day-used' | 'given-up';

export interface Taken {
  account: BenefitAccount;
  source: PlaceSource;
}

/**
 * Takes what a use needs, once for each try: from the day's free places, else from the plan's, else passes, those first that end
 * first. All units come from one source.
 */
export function take(before: BenefitAccount, use: Use, at: Instant): Taken | Refusal {
  const earlier = before.places[use.useId];
  if (earlier && earlier.turn >= use.turn) {
    const isThis = earlier.turn === use.turn && earlier.state === 'taken';
    return isThis ? { account: before, source: earlier.source } : 'given-up';
  }
  // What became of a try that old is not known any more.
  if (use.turn < after(at, -PLACES_KEPT_FOR)) return 'given-up';
  const account = lapse(before, at);
  const { units, free } = use;
  if (free > 0 && account.used.free + units <= free) return taken(account, use, at, 'free', {});

  const running = termsOf(account).find(({ term }) => term.from <= at);
  if (running && account.used.plan + units <= running.term.perDay) {
    return taken(account, use, at, 'plan', { [running.id]: units });
  }
  if (use.mayUsePass && passesLeft(account) >= units) return taken(account, use, at, 'pass', partsOf(account, units));
  return free > 0 || running ? 'day-used' : 'needs-pass';
}

function partsOf(account: BenefitAccount, units: number): Place['parts'] {
  const parts: Place['parts'] = {};
  let wanted = units;
  const endsFirst = ([, a]: [GrantId, Grant], [, b]: [GrantId, Grant]) =>
    (a.passesUntil ?? '9') < (b.passesUntil ?? '9') ? -1 : a.passesUntil === b.passesUntil ? 0 : 1;
  for (const [id, { left }] of grantsOf(account).sort(endsFirst)) {
    const part = Math.min(left, wanted);
    if (part > 0) parts[id] = part;
    wanted -= part;
  }
  return parts;
}

function taken(
  before: BenefitAccount,
  { useId, turn, title, units, free }: Use,
  at: Instant,
  source: PlaceSource,
  parts: Place['parts'],
): Taken {
  let account = before;
  for (const [id, part] of Object.entries(parts) as [GrantId, number][]) {
    const grant = account.grants[id]!;
    const left = source === 'pass' ? grant.left - part : grant.left;
    account = withGrant(account, id, { ...grant, left, taken: grant.taken + part });
  }
  if (source !== 'pass') account = counted(account, source, units);
  const perDay = source === 'free' ? free : source === 'plan' ? perDayOf(account, parts) : 0;
  const { day } = account;
  const place: Place = { turn, state: 'taken', source, units, perDay, day, title, parts };
  account = { ...account, places: { ...account.places, [useId]: place } };
  const line = { at, kind: 'taken', of: source, count: units, left: leftAfter(account, place), title, useId } as const;
  return { account: noted(account, line), source };
}

const perDayOf = ({ grants }: BenefitAccount, parts: Place['parts']) =>
  grants[Object.keys(parts)[0] as GrantId]!.term!.perDay;

function counted(account: BenefitAccount, source: 'free' | 'plan', by: number): BenefitAccount {
  return { ...account, used: { ...account.used, [source]: account.used[source] + by } };
}

/** What is there of a place's source; null when its day is over. */
function leftAfter(account: BenefitAccount, { source, perDay, day }: Place): number | null {
  if (source === 'pass') return passesLeft(account);
  return day === account.day ? Math.max(0, perDay - account.used[source]) : null;
}

/**
 * Gives back what a try of a use took, to where it was taken from, once. What was revoked or given up meanwhile does not come back.
 * @returns the account, or undefined when there is nothing to give back
 */
export function giveBack(
  before: BenefitAccount,
  { useId, turn }: Pick<Use, 'useId' | 'turn'>,
  at: Instant,
): BenefitAccount | undefined {
  const place = before.places[useId];
  if (place?.state !== 'taken' || place.turn !== turn) return undefined;
  const returned: Place = { ...place, state: 'returned' };
  let account = lapse(before, at);
  account = { ...account, places: { ...account.places, [useId]: returned } };
  const { source, title, units } = place;
  const kept = (Object.entries(place.parts) as [GrantId, number][]).filter(
    ([id]) => account.grants[id] && account.grants[id].goneBy === null,
  );
  for (const [id, part] of kept) account = returnedTo(account, id, source === 'pass' ? part : 0, part, at);
  if (source !== 'pass' && place.day === account.day) account = counted(account, source, -units);

  const count = source === 'pass' ? kept.reduce((sum, [, part]) => sum + part, 0) : units;
  if (count === 0) return account;
  const left = leftAfter(account, place);
  return noted(account, { at, kind: 'returned', of: source, count, left, title, useId });
}

/**
 * Sees to it that a try of a use that has taken nothing never does, though somebody be still at it.
 * @returns the account, or undefined when it has taken something, or is barred already
 */
export function bar(
  before: BenefitAccount,
  { useId, turn }: Pick<Use, 'useId' | 'turn'>,
  at: Instant,
): BenefitAccount | undefined {
  const place = before.places[useId];
  if (place && place.turn >= turn) return undefined;
  const nothing = { source: 'free', units: 0, perDay: 0, day: businessDay(at), title: '', parts: {} } as const;
  return { ...before, places: { ...before.places, [useId]: { turn, state: 'returned', ...nothing } } };
}

function returnedTo(account: BenefitAccount, id: GrantId, passes: number, units: number, at: Instant) {
  const grant = account.grants[id]!;
  const until = grant.passesUntil;
  const passesUntil = passes > 0 && until !== null && until <= at ? after(at, GRACE) : until;
  const changed = { left: grant.left + passes, taken: grant.taken - units, passesUntil, returnedAt: at };
  return withGrant(account, id, { ...grant, ...changed });
}
