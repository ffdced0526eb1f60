import type { Flag, Rule } from '../../contracts/setting.js';
import { actor } from '../actor.js';
import { asOverhead } from '../overhead.js';
import { rolesOf } from '../roles.js';
import { decide } from './audience.js';
import { currentConfig } from './snapshot.js';

/**
 * The present value of a business rule: what an operator has set, or its default. No round trip on a warm instance; what has
 * been set is live within five minutes.
 */
export async function rule<T>(declared: Rule<T>): Promise<T> {
  return (await currentConfig()).valueOf(declared);
}

/** Whether a feature is on for who acts. Costs a round trip a minute, as overhead, where granted roles decide. */
export async function isOn(flag: Flag): Promise<boolean> {
  const who = actor();
  const audience = (await currentConfig()).valueOf(flag);
  const decided = decide(flag, audience, who);
  if (decided !== undefined || who.kind !== 'member') return decided ?? false;
  const granted = await asOverhead(() => rolesOf(who));
  return granted.some((role) => audience.roles.includes(role));
}
