import { createHash } from 'node:crypto';
import type { Audience, Flag } from '../../contracts/setting.js';
import { GUEST_ROLE, MEMBER_ROLE } from '../../contracts/setting.js';
import type { Actor } from '../actor.js';
import { actorId } from '../ids.js';

/**
 * Where somebody stands among the users of a flag, from 0 to under 100. It never changes, so that raising a percentage keeps
 * everybody in who was; and it is another place for each flag, so that it is not always the same people who try things out.
 */
export function placeOf(flag: Pick<Flag, 'name'>, who: string): number {
  const hash = createHash('sha256')
    .update(JSON.stringify(['flag', flag.name, who]))
    .digest();
  return (hash.readUIntBE(0, 6) / 2 ** 48) * 100;
}

/**
 * Whether a flag is on for the actor, as far as it can be told without knowing what roles were granted; undefined when those
 * decide.
 *
 * Nobody can tell one guest from another: for them a flag is on when it is for everybody, or for the role `guest`. The
 * environment's own work goes on as long as the flag is on for anybody.
 */
export function decide(flag: Pick<Flag, 'name'>, audience: Audience, actor: Actor): boolean | undefined {
  const { percent, roles } = audience;
  if (percent === 100) return true;
  if (percent === 0 && roles.length === 0) return false;
  switch (actor.kind) {
    case 'guest':
      return roles.includes(GUEST_ROLE);
    case 'member':
      if (placeOf(flag, actorId(actor)) < percent || roles.includes(MEMBER_ROLE)) return true;
      return roles.some((role) => role !== GUEST_ROLE) ? undefined : false;
    case 'operator':
      return placeOf(flag, actorId(actor)) < percent || actor.roles.some((role) => roles.includes(role));
    default:
      return true;
  }
}
