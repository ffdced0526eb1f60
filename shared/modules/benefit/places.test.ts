import { describe, expect, it } from 'vitest';
import type { Instant, OrderId, UserId } from '../../contracts/terms.js';
import { DAY, after as plus } from '../../core/time.js';
import { type BenefitAccount, emptyAccount, passesLeft, termsOf } from './account.js';
import { type Granting, grant, refundProblem, revoke, waive } from './grants.js';
import { lapse, tidied } from './lapse.js';
import { bar, giveBack, take, type Use } from './places.js';

const AT = '2026-11-21T02:00:00.000Z' as Instant;
const id = (name: string) => `ord_${name}` as OrderId;
const NOTHING = { passes: 0, passDays: null, planDays: 0, planPerDay: 0 };

const granted = (account: BenefitAccount, name: string, what: Partial<Granting>, at = AT) =>
  grant(account, { ...NOTHING, id: id(name), title: name, ...what }, at)!;
const account = (...grants: [string, Partial<Granting>][]) =>
  grants.reduce((before, [name, what]) => granted(before, name, what), emptyAccount('usr_1' as UserId));
const use = (useId: string, turn: Instant, more: Partial<Use> = {}): Use => {
  return { useId, turn, title: useId, units: 1, free: 0, mayUsePass: true, ...more };
};
const taken = (before: BenefitAccount, what: Use, at = what.turn) => {
  const result = take(before, what, at);
  if (typeof result === 'string') throw new Error(result);
  return result.account;
};
const left = ({ grants }: BenefitAccount) =>
  Object.fromEntries(Object.entries(grants).map(([of, one]) => [of, one.left]));

describe('passes', () => {
  const two = account(
    ['late', { passes: 3, passDays: 90 }],
    ['soon', { passes: 2, passDays: 30 }],
    ['ever', { passes: 1 }],
  );

  it('go first that end first, out of several orders where one has too few, and all or none', () => {
    const after3 = taken(two, use('a', AT, { units: 3 }));
    expect(left(after3)).toEqual({ ord_late: 2, ord_soon: 0, ord_ever: 1 });
    expect(take(after3, use('b', AT, { units: 4 }), AT)).toBe('needs-pass');
    expect(passesLeft(giveBack(after3, use('a', AT), AT)!)).toBe(6);
  });

  it('that come back after their time are good for a week more', () => {
    const began = plus(AT, 29 * DAY);
    const inUse = taken(account(['soon', { passes: 2, passDays: 30 }]), use('a', began));
    const failed = plus(AT, 31 * DAY);
    const back = giveBack(inUse, use('a', began), failed)!;
    expect(passesLeft(back)).toBe(1);
    expect(passesLeft(lapse(back, plus(failed, 7 * DAY)))).toBe(0);
    expect(back.lines.map(({ kind }) => kind)).toEqual(['granted', 'taken', 'expired', 'returned']);
  });

  it('that were given up while in use do not come back', () => {
    const inUse = taken(account(['one', { passes: 2 }]), use('a', AT));
    const back = giveBack(waive(inUse, AT)!, use('a', AT), AT)!;
    expect(passesLeft(back)).toBe(0);
    expect(back.lines.map(({ kind, count }) => [kind, count])).toEqual([
      ['granted', 2],
      ['taken', 1],
      ['revoked', 1],
    ]);
  });
});

describe('a try of a use', () => {
  it('of before a later one neither takes nor returns anything', () => {
    const [first, second] = [AT, plus(AT, 1000)];
    const failed = giveBack(taken(account(['one', { passes: 2 }]), use('a', first)), use('a', first), AT)!;
    const again = taken(failed, use('a', second));
    expect(giveBack(again, use('a', first), second)).toBeUndefined();
    expect(take(again, use('a', first), second)).toBe('given-up');
    expect(take(failed, use('a', first), second)).toBe('given-up');
  });

  it('that is returned the next day gives that day its place, and not the new one', () => {
    const inUse = taken(emptyAccount('usr_1' as UserId), use('a', AT, { free: 3 }));
    const tomorrow = plus(AT, DAY);
    const other = taken(inUse, use('b', tomorrow, { free: 3 }));
    const back = giveBack(other, use('a', AT), tomorrow)!;
    expect(back.used.free).toBe(1);
    expect(back.lines.at(-1)).toMatchObject({ kind: 'returned', of: 'free', left: null });
  });
});

describe('a plan', () => {
  const plan = { planDays: 30, planPerDay: 2 };
  const ends = (of: BenefitAccount) => termsOf(of).map(({ id: order, term }) => [order, term.from, term.until]);

  it('whose first order is refunded goes on with the next at once, and nobody loses a day of it', () => {
    const both = account(['first', plan], ['second', plan]);
    const at = plus(AT, 5 * DAY);
    expect(ends(revoke(both, id('first'), at)!)).toEqual([['ord_second', at, plus(at, 30 * DAY)]]);
    expect(ends(revoke(both, id('second'), at)!)).toEqual([['ord_first', AT, plus(AT, 30 * DAY)]]);
  });

  it('is refundable again once its only use has come back, for a week from then on', () => {
    const inUse = taken(account(['one', plan]), use('a', AT));
    expect(refundProblem(inUse, id('one'), AT, 7)).toBe('spent');
    const failed = plus(AT, 3 * DAY);
    const back = giveBack(inUse, use('a', AT), failed)!;
    expect(refundProblem(back, id('one'), plus(AT, 9 * DAY), 7)).toBeUndefined();
    expect(refundProblem(back, id('one'), plus(AT, 11 * DAY), 7)).toBe('late');
  });
});

describe('an order that was granted long ago', () => {
  it('is forgotten but for its name, and so is never granted or refunded again', () => {
    const spent = taken(account(['old', { passes: 1 }]), use('a', AT));
    const later = plus(AT, 200 * DAY);
    const kept = tidied(lapse(spent, later), later);
    expect([kept.grants, kept.places]).toEqual([{}, {}]);
    expect(grant(kept, { ...NOTHING, id: id('old'), title: '', passes: 1 }, later)).toBeUndefined();
    expect(refundProblem(kept, id('old'), later, undefined)).toBe('spent');
  });
});

it('a plan that is bought beyond the year 9999 goes on until then, and is not over at once', () => {
  const years = { planDays: 3660 * 99, planPerDay: 1 };
  const long = account(
    ...Array.from({ length: 10 }, (_, place) => [`o${place}`, years] as [string, Partial<Granting>]),
  );
  const later = lapse(long, plus(AT, DAY));
  expect(termsOf(later)).toHaveLength(10);
  expect(take(later, use('a', plus(AT, DAY)), plus(AT, DAY))).toMatchObject({ source: 'plan' });
});

describe('a try that was refused', () => {
  it('takes nothing later, though somebody be still at it with more; the next one does', () => {
    const refused = bar(emptyAccount('usr_1' as UserId), use('a', AT), AT)!;
    const rich = granted(refused, 'one', { passes: 1 });
    expect(take(rich, use('a', AT), AT)).toBe('given-up');
    expect(bar(rich, use('a', AT), AT)).toBeUndefined();
    expect(passesLeft(taken(rich, use('a', plus(AT, 1))))).toBe(0);
    expect(refused.lines).toEqual([]);
  });

  it('keeps what it has taken before', () => {
    expect(bar(taken(account(['one', { passes: 1 }]), use('a', AT)), use('a', AT), AT)).toBeUndefined();
  });

  it('is one of twenty that are remembered at most', () => {
    const turns = Array.from({ length: 30 }, (_, place) => plus(AT, place));
    const many = turns.reduce(
      (before, turn, place) => tidied(bar(before, use(`u${place}`, turn), turn)!, turn),
      taken(account(['one', { passes: 1 }]), use('a', AT)),
    );
    expect(Object.keys(many.places)).toHaveLength(21);
    expect(many.places).toMatchObject({ a: { state: 'taken' }, u29: { units: 0 } });
  });
});
