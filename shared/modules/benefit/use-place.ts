import type { PlaceSource } from '../../contracts/benefit/benefit.js';
import { benefitFreePerDay } from '../../contracts/benefit/rules.js';
import type { UserId } from '../../contracts/terms.js';
import { rule } from '../../core/config/config.js';
import { businessDay, now } from '../../core/time.js';
import { benefitsOf, changeBenefits } from './accounts.js';
import { bar, giveBack, type Refusal, take, type Use } from './places.js';

/** A use as its module describes it. */
export interface UseOfPlace extends Omit<Use, 'free'> {
  userId: UserId;
  /** Whether the day's free places are good for it. */
  free: boolean;
}

/**
 * Takes a place for a use, once for each of its tries: one that was refused takes none later, whoever else is at it. Two round trips,
 * three at most.
 * @returns what it was taken from, or why there is none
 */
export async function takePlace({ userId, free, ...use }: UseOfPlace): Promise<PlaceSource | Refusal> {
  const perDay = free ? await rule(benefitFreePerDay) : 0;
  return changeBenefits<PlaceSource | Refusal>(userId, (before, at) => {
    const taken = take(before, { ...use, free: perDay }, at);
    if (typeof taken === 'string') return { account: bar(before, use, at), result: taken };
    return { account: taken.account === before ? undefined : taken.account, result: taken.source };
  });
}

/** How many of the places that a member took today came back. One round trip. */
export async function returnedToday(userId: UserId): Promise<number> {
  const today = businessDay(now());
  const { places } = await benefitsOf(userId);
  return Object.values(places).filter(({ state, day, units }) => state === 'returned' && day === today && units > 0)
    .length;
}

/** Gives the place of a try back to where it was taken from, once; one that has taken none yet never will. Two round trips. */
export async function givePlaceBack(userId: UserId, use: Pick<Use, 'useId' | 'turn'>): Promise<void> {
  await changeBenefits(userId, (before, at) => {
    return { account: giveBack(before, use, at) ?? bar(before, use, at), result: undefined };
  });
}
