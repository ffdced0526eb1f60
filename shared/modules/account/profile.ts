import type { accountGet } from '../../contracts/account/get.js';
import type { accountUpdate } from '../../contracts/account/update.js';
import type { Output, Parsed } from '../../contracts/contract.js';
import { type Member, member } from '../../core/actor.js';
import { type Account, accountOf, emptyAccount, keepInAccount, shown } from './accounts.js';

/** The acting member's account. */
export async function getAccount(): Promise<Output<typeof accountGet>> {
  return shown(await ownAccount());
}

/** Changes what the acting member shows of himself. Safe to repeat. */
export async function updateAccount(input: Parsed<typeof accountUpdate>): Promise<Output<typeof accountUpdate>> {
  const { nickname, avatar } = input;
  const change = { ...(nickname !== undefined && { nickname }), ...(avatar !== undefined && { avatar }) };
  if (Object.keys(change).length > 0) await keepInAccount(member().userId, originOf(member()), change);
  return getAccount();
}

/** The acting member's account, as it would be when nothing has been kept of it yet. */
export async function ownAccount(): Promise<Account> {
  const me = member();
  return (await accountOf(me.userId)) ?? emptyAccount(me.userId, originOf(me));
}

/** Where a user comes from whose first account this is. */
export function originOf({ door }: Member): Account['origin'] {
  return door === 'wechat' ? 'wechat' : 'h5';
}
