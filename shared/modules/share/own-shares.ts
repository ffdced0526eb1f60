import type { Output, Parsed } from '../../contracts/contract.js';
import type { shareList } from '../../contracts/share/list.js';
import type { shareWithdraw } from '../../contracts/share/withdraw.js';
import { Failure } from '../../core/failure.js';
import { command } from '../../core/store/collection.js';
import { pageOf } from '../../core/store/paging.js';
import { removeFiles } from '../../core/store/storage.js';
import { after, DAY, now } from '../../core/time.js';
import { openNow, ownShares, type Share } from './shares.js';
import { viewOf } from './view.js';

/** The acting member's shares that can still be opened, latest first. */
export async function listShares(request: Parsed<typeof shareList>): Promise<Output<typeof shareList>> {
  const found = await pageOf<Share>(ownShares, { where: openNow(), by: 'createdAt', direction: 'desc', ...request });
  return { ...found, items: found.items.map(viewOf) };
}

/**
 * Nobody opens it from now on, and nothing of what it showed is kept. Withdrawn twice it answers the same for a day.
 * @throws Failure SHARE_NOT_FOUND, also when it is someone else's
 */
export async function withdrawShare({ shareId }: Parsed<typeof shareWithdraw>): Promise<Output<typeof shareWithdraw>> {
  const emptied = { state: 'withdrawn', card: null, dueAt: after(now(), DAY) };
  const isNow = await ownShares.change(shareId, { state: 'open' }, emptied);
  // Read after that: a picture that was finished a moment before is among them, and one that is being drawn goes by who draws it.
  const share = await ownShares.get(shareId, { state: command().neq('claiming') });
  if (!share) throw new Failure('SHARE_NOT_FOUND');
  if (isNow) await removeFiles(Object.values(share.pictures).flatMap(({ file }) => file ?? []));
  return { shareId };
}
