import type { Output } from '../../contracts/contract.js';
import type { shareSweep } from '../../contracts/share/sweep.js';
import { command, type Stored } from '../../core/store/collection.js';
import { removeAt, removeFiles } from '../../core/store/storage.js';
import { after, now } from '../../core/time.js';
import { DRAWN_WITHIN, pathOf } from './picture-place.js';
import { allShares, type Share } from './shares.js';

const MOST = 100;

/** Removes what has expired, what was withdrawn a day ago or with its account, and what never began. Safe to run twice. */
export async function sweepShares(inTime: () => boolean): Promise<Output<typeof shareSweep>> {
  const due = await allShares.find({ dueAt: command().lte(now()) }, { orderBy: [['dueAt', 'asc']], limit: MOST });
  let removed = 0;
  for (const share of due) {
    if (!inTime()) break;
    removed += await removeShare(share);
  }
  return { removed };
}

/** First nobody sees it, then its pictures go, then itself: whatever dies in between is found again. */
async function removeShare({ _id, state, revision, pictures }: Stored<Share>): Promise<number> {
  if (state === 'claiming') return allShares.remove({ _id, state, revision });
  const asRead = { _id, revision: state === 'open' ? revision + 1 : revision };
  if (state === 'open' && !(await allShares.change(_id, { revision }, { state: 'withdrawn', card: null }))) return 0;

  const kept = Object.entries(pictures);
  const recently = after(now(), -DRAWN_WITHIN);
  if (kept.some(([, { drawing, since }]) => drawing !== null && since > recently)) return 0;
  await removeFiles(kept.flatMap(([, { file }]) => file ?? []));
  // One that was begun and never noted may lie there, or not.
  for (const [picture, { drawing }] of kept) if (drawing !== null) await removeAt(pathOf(_id, picture, drawing));
  return allShares.remove(asRead);
}
