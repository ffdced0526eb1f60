import { randomInt } from 'node:crypto';
import type { Output, Parsed } from '../../contracts/contract.js';
import { DISCLAIMER } from '../../contracts/reading/reading.js';
import type { shareOpen } from '../../contracts/share/open.js';
import { actor } from '../../core/actor.js';
import { afterCommit } from '../../core/after-commit.js';
import { Failure } from '../../core/failure.js';
import { count } from '../../core/metrics/count.js';
import { command } from '../../core/store/collection.js';
import { allShares, openNow } from './shares.js';

/** Openings that are counted one by one. */
const EXACT = 20;
const STEP = 10;

/** How many openings one write stands for: later ones are counted by one in ten, ten at a time, which is right in the long run. */
export function stepOf(opens: number): number {
  return opens < EXACT ? 1 : STEP;
}

/**
 * What somebody shared, for whoever has its id.
 * @throws Failure SHARE_NOT_FOUND when it never was, was withdrawn, or has expired
 */
export async function openShare({ shareId }: Parsed<typeof shareOpen>): Promise<Output<typeof shareOpen>> {
  const share = await allShares.get(shareId, openNow());
  if (!share?.card) throw new Failure('SHARE_NOT_FOUND');
  const who = actor();
  const mine = who.kind === 'member' && who.userId === share.userId;
  if (!mine) noteOpening(share);
  return { card: share.card, expiresAt: share.expiresAt, mine, disclaimer: DISCLAIMER };
}

function noteOpening({ _id, opens }: { _id: Parsed<typeof shareOpen>['shareId']; opens: number }): void {
  count('share.opened');
  const step = stepOf(opens);
  if (randomInt(step) !== 0) return;
  afterCommit('share.opened', () => allShares.change(_id, { state: 'open' }, { opens: command().inc(step) }));
}
