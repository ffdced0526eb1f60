import { apps } from '../../shared/apps/apps.js';
import { accountSweep } from '../../shared/contracts/account/sweep.js';
import type { Output } from '../../shared/contracts/contract.js';
import { eventSweep } from '../../shared/contracts/event/sweep.js';
import { fileSweep } from '../../shared/contracts/file/sweep.js';
import { taskSweep } from '../../shared/contracts/task/sweep.js';
import type { Shop } from './shop.js';

/** The account's end, without waiting a week of timers: what is due is what the database says. */
export async function letDeletionBeDue(shop: Shop, userId: string): Promise<Output<typeof accountSweep>> {
  const { iso } = await shop.cloud.get<{ iso: string }>('/__hub/clock');
  await shop.db.collection('accounts').where({ _id: userId }).update({ deletionDueAt: iso });
  return shop.asSystem(accountSweep, {});
}

/** An account goes when everybody has heard of what happened to it, and its files are gone: as the sweeps have their turn. */
export async function untilDeleted(shop: Shop, userId: string): Promise<void> {
  for (let turns = 0; turns < 20; turns += 1) {
    if ((await letDeletionBeDue(shop, userId)).deleted === 1) return;
    for (const sweep of [eventSweep, fileSweep, taskSweep]) await shop.asSystem(sweep, {});
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`${userId} is never deleted`);
}

/** The collections in which any of `texts` is found. Kept by law, or for a minute of counts, is what the others hold. */
export async function whereItIs(shop: Shop, ...texts: string[]): Promise<string[]> {
  const { collections } = apps.find(({ name }) => name === shop.env)!;
  const searched = collections.filter(({ name }) => !['audit', 'requests', 'metricBatches'].includes(name));
  const kept = await Promise.all(
    searched.map(async ({ name }) => ({ name, text: JSON.stringify(await shop.documents(name, {})) })),
  );
  return kept.filter(({ text }) => texts.some((one) => text.includes(one))).map(({ name }) => name);
}
