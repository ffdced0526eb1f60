import type { UserId } from '../../contracts/terms.js';
import { command } from '../../core/store/collection.js';
import { type Identifier, type Identity, identities, idsOf, inForce } from './identities.js';

/** Documents of one look, which the platform bounds. */
const AT_A_LOOK = 900;

/**
 * Puts identities where the current key leads to, and only there, so that they are found when the older keys are gone. Killed at
 * any point, the next pass completes it. A round trip for some hundreds, and five for each that has to be moved.
 * @returns how many were not in their place yet
 */
export async function renewIdentities(owned: readonly Identifier[]): Promise<number> {
  if (owned.length === 0) return 0;
  const keys = idsOf(owned[0]!).length;
  const each = Math.max(1, Math.floor(AT_A_LOOK / keys));
  let late = 0;
  for (let from = 0; from < owned.length; from += each) late += await renewSome(owned.slice(from, from + each));
  return late;
}

async function renewSome(owned: readonly Identifier[]): Promise<number> {
  const idsOfEach = owned.map(idsOf);
  const found = await identities.find({ _id: command().in(idsOfEach.flat()) }, { limit: 1000 });
  const byId = new Map(found.map((identity) => [identity._id, identity]));
  let late = 0;
  for (const ids of idsOfEach) {
    const kept = ids.flatMap((id) => byId.get(id) ?? []);
    if (kept.length === 0 || (kept.length === 1 && kept[0]!._id === ids[0] && !kept[0]!.copying)) continue;
    await renew(ids, kept);
    late += 1;
  }
  return late;
}

/**
 * A copy comes first and does not count; then what it was copied from goes, and with it the copy counts. What was given to somebody
 * else meanwhile stays under its older key, and the next pass copies that.
 */
async function renew([current, ...older]: [string, ...string[]], kept: readonly Identity[]): Promise<void> {
  const counts = inForce([current, ...older], kept)!;
  const copy = kept.find(({ _id }) => _id === current);
  const { userId, kind, origin, createdAt } = counts;
  const isCopied = copy
    ? copy.userId === userId || (await follow(copy, userId, origin))
    : await identities.insert({ _id: current, userId, kind, origin, createdAt, copying: true });
  // Another pass was faster, and its copy may be of whose it was before.
  if (!isCopied) return;
  await identities.remove({ _id: command().in(older), userId });
  const left = await identities.find({ _id: command().in(older) }, { limit: 1, fields: ['_id'] });
  if (left.length === 0) await identities.change(current, { copying: true }, { copying: command().remove() });
}

/** Unless somebody else has brought the copy to its end meanwhile. */
function follow(copy: Identity, userId: UserId, origin: Identity['origin']): Promise<boolean> {
  return identities.change(copy._id, { copying: true, userId: copy.userId }, { userId, origin });
}
