import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LedgerEntry } from '../../contracts/benefit/benefit.js';
import type { Instant, OrderId, UserId } from '../../contracts/terms.js';
import { after, DAY, HOUR } from '../../core/time.js';
import { type BenefitAccount, emptyAccount, passesLeft, termsOf } from './account.js';
import { grant, refundProblem, revoke, waive } from './grants.js';
import { lapse, tidied } from './lapse.js';
import { giveBack, take } from './places.js';

const START = '2026-11-21T02:00:00.000Z' as Instant;
const FREE = 2;

/** Anything that can happen to a member's benefits, in any order and as often as it likes. */
type Event =
  | { do: 'pay'; order: number; passes: number; passDays: number | null; planDays: number }
  | { do: 'refund' | 'waive'; order: number }
  | { do: 'use'; use: number; units: number; free: boolean; mayUsePass: boolean; again: boolean }
  | { do: 'fail'; use: number }
  | { do: 'wait'; hours: number };

const few = fc.nat({ max: 5 });
const event: fc.Arbitrary<Event> = fc.oneof(
  fc.record({
    do: fc.constant('pay' as const),
    order: few,
    passes: fc.constantFrom(0, 1, 3, 10),
    passDays: fc.constantFrom(null, 1, 30),
    planDays: fc.constantFrom(0, 1, 30),
  }),
  fc.record({ do: fc.constantFrom('refund' as const, 'refund' as const, 'waive' as const), order: few }),
  fc.record({
    do: fc.constant('use' as const),
    use: few,
    units: fc.constantFrom(1, 1, 2),
    free: fc.boolean(),
    mayUsePass: fc.boolean(),
    again: fc.boolean(),
  }),
  fc.record({ do: fc.constant('fail' as const), use: few }),
  fc.record({ do: fc.constant('wait' as const), hours: fc.constantFrom(0, 1, 13, 24, 24 * 40) }),
);

const orderId = (order: number) => `ord_${order}` as OrderId;

/** The account, the time, and the turn of each use, as somebody outside keeps them. */
interface World {
  account: BenefitAccount;
  at: Instant;
  turns: Record<number, Instant>;
}

function happen(world: World, what: Event): World {
  // No two things happen at the same instant.
  const at = after(world.at, 1);
  const { account, turns } = world;
  const to = (next: BenefitAccount | undefined) => ({ ...world, at, account: next ? tidied(next, at) : account });
  switch (what.do) {
    case 'pay': {
      const { order, passes, passDays, planDays } = what;
      const plan = { planDays, planPerDay: planDays > 0 ? 2 : 0 };
      return to(grant(account, { id: orderId(order), title: `${order}`, passes, passDays, ...plan }, at));
    }
    case 'refund':
      return refundProblem(account, orderId(what.order), at, undefined)
        ? { ...world, at }
        : to(revoke(account, orderId(what.order), at));
    case 'waive':
      return to(waive(account, at));
    case 'use': {
      const { use, units, free, mayUsePass, again } = what;
      const turn = again ? at : (turns[use] ?? at);
      const taken = take(account, { useId: `${use}`, turn, title: '', units, free: free ? FREE : 0, mayUsePass }, at);
      const next = to(typeof taken === 'string' ? undefined : taken.account);
      return { ...next, turns: { ...turns, [use]: turn } };
    }
    case 'fail':
      return turns[what.use] ? to(giveBack(account, { useId: `${what.use}`, turn: turns[what.use]! }, at)) : world;
    case 'wait':
      return { ...world, at: after(at, what.hours * HOUR) };
  }
}

const story = (events: readonly Event[]): World[] => {
  const worlds: World[] = [{ account: emptyAccount('usr_1' as UserId), at: START, turns: {} }];
  for (const what of events) worlds.push(happen(worlds.at(-1)!, what));
  return worlds;
};

const sign = { granted: 1, returned: 1, taken: -1, revoked: -1, expired: -1 } as const;
const balance = (lines: readonly LedgerEntry[], of: LedgerEntry['of']) =>
  lines.filter((line) => line.of === of).reduce((sum, { kind, count }) => sum + sign[kind] * count, 0);

const always = (check: (world: World, before: World) => void) =>
  fc.assert(
    fc.property(fc.array(event, { maxLength: 40 }), (events) => {
      const worlds = story(events);
      for (const [place, world] of worlds.entries()) check(world, worlds[Math.max(0, place - 1)]!);
    }),
    { numRuns: 400 },
  );

describe('the ledger, whatever happens in whatever order', () => {
  it('comes to what is there: granted, less taken, revoked and expired, and with what was returned', () =>
    always(({ account, at }) => {
      const { lines } = lapse(account, at);
      expect(balance(lines, 'pass')).toBe(passesLeft(lapse(account, at)));
      const days = termsOf(lapse(account, at)).reduce((sum, { term }) => sum + term.days, 0);
      expect(balance(lines, 'day')).toBe(days);
    }));

  it('never goes below nothing, of no order and no day', () =>
    always(({ account }) => {
      for (const { left, taken, passes } of Object.values(account.grants)) {
        expect(Math.min(left, taken)).toBeGreaterThanOrEqual(0);
        expect(left).toBeLessThanOrEqual(passes);
      }
      expect(Math.min(account.used.free, account.used.plan)).toBeGreaterThanOrEqual(0);
      expect(account.used.free).toBeLessThanOrEqual(FREE);
      expect(account.used.plan).toBeLessThanOrEqual(2);
      for (const { left } of account.lines) expect(left ?? 0).toBeGreaterThanOrEqual(0);
    }));

  it('says after each line of passes what its lines come to so far, and numbers them without a gap', () =>
    always(({ account: { lines } }) => {
      expect(lines.map(({ number }) => number)).toEqual(lines.map((_, place) => place + 1));
      for (const [place, { of, left }] of lines.entries()) {
        if (of === 'pass' || of === 'day') expect(left).toBe(balance(lines.slice(0, place + 1), of));
      }
    }));

  it('holds for each order what was taken of it and not returned', () =>
    always(({ account }) => {
      const held = Object.values(account.places).filter(({ state }) => state === 'taken');
      for (const [id, { taken, goneBy }] of Object.entries(account.grants)) {
        const parts = held.reduce((sum, { parts }) => sum + (parts[id as OrderId] ?? 0), 0);
        // A use of before its latest try, or of long ago, is not given back any more, and stays taken.
        if (goneBy === null) expect(taken).toBeGreaterThanOrEqual(parts);
      }
    }));

  it('is told of everything at least once: what is told again changes nothing', () =>
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), event, (events, last) => {
        const before = story(events).at(-1)!;
        const once = happen(before, last);
        const again = happen(once, last.do === 'use' ? { ...last, again: false } : last);
        if (last.do !== 'wait') expect(again.account.lines).toEqual(once.account.lines);
      }),
      { numRuns: 400 },
    ));

  it('is the same whenever somebody looks at it', () =>
    always(({ account, at }) => {
      const later = after(at, 3 * DAY);
      expect(lapse(lapse(account, at), later).lines).toEqual(lapse(account, later).lines);
    }));
});
