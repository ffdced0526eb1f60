import type { accountGet } from '../../contracts/account/get.js';
import type { Output } from '../../contracts/contract.js';
import { type Member, member } from '../../core/actor.js';
import { Failure } from '../../core/failure.js';
import { type Account, accountOf, emptyAccount, shown } from './accounts.js';

/** The acting member's account. */
export async function getAccount(): Promise<Output<typeof accountGet>> {
  return shown(await ownAccount());
}

/**
 * The acting member's account; for a WeChat user as it would be when nothing has been kept of it yet.
 * @throws Failure SESSION_ENDED when the account of who came by a token is gone
 */
export async function ownAccount(): Promise<Account> {
  const me = member();
  const account = await accountOf(me.userId);
  if (account && !account.mergedInto) return account;
  if (me.door !== 'wechat') throw new Failure('SESSION_ENDED');
  return emptyAccount(me.userId, 'wechat');
}

/** Where a user comes from whose first account this is. */
export function originOf({ door }: Member): Account['origin'] {
  return door === 'wechat' ? 'wechat' : 'h5';
}
