import type { accountBind } from '../../contracts/account/bind.js';
import type { accountBindWechatPhone } from '../../contracts/account/bind-wechat-phone.js';
import type { Output, Parsed } from '../../contracts/contract.js';
import { member, wechatMember } from '../../core/actor.js';
import { Failure } from '../../core/failure.js';
import { keepInAccount, shown } from './accounts.js';
import { proveCode } from './codes.js';
import { claimIdentity, type Identifier, identifierOf, identitiesOf, ownerOf } from './identities.js';
import { mergeInto } from './merge.js';
import { originOf, ownAccount } from './profile.js';
import { wechatPhoneOf } from './wechat-phone.js';

/**
 * Binds a phone or an e-mail address that the code shows to be the acting member's.
 * @throws Failure CODE_WRONG, and what `take` refuses with
 */
export async function bind(input: Parsed<typeof accountBind>): Promise<Output<typeof accountBind>> {
  const identifier = identifierOf(input.identifier);
  await proveCode(identifier, 'bind', input.code);
  return take(identifier);
}

/**
 * Binds the phone that WeChat knows the acting member by.
 * @throws Failure PHONE_CODE_REFUSED, PHONE_UNAVAILABLE, and what `take` refuses with
 */
export async function bindWechatPhone({
  code,
}: Parsed<typeof accountBindWechatPhone>): Promise<Output<typeof accountBindWechatPhone>> {
  wechatMember();
  return take({ kind: 'phone', text: await wechatPhoneOf(code) });
}

/**
 * Takes an identifier for the acting member's account. Safe to repeat. In a mini-program an account outside of WeChat that has it becomes one
 * with the member's, unless both have something to lose.
 * @throws Failure IDENTIFIER_SET when the account has another one of the kind
 * @throws Failure IDENTIFIER_TAKEN, ACCOUNT_HAS_DATA, MERGE_PENDING
 */
async function take(identifier: Identifier): Promise<Output<typeof accountBind>> {
  const me = member();
  const own = await ownAccount();
  const sameKind = (await identitiesOf(me.userId)).filter(({ kind }) => kind === identifier.kind);
  const owner = sameKind.length > 0 ? await ownerOf(identifier) : await claimIdentity(identifier, me.userId);
  if (owner === me.userId) return own[identifier.kind] === null ? keep(identifier) : shown(own);
  if (owner === undefined || sameKind.length > 0) throw new Failure('IDENTIFIER_SET');
  if (me.door !== 'wechat') throw new Failure('IDENTIFIER_TAKEN');
  await mergeInto(own, owner, identifier);
  return keep(identifier);
}

async function keep(identifier: Identifier): Promise<Output<typeof accountBind>> {
  const me = member();
  await keepInAccount(me.userId, originOf(me), { [identifier.kind]: identifier.text });
  return shown(await ownAccount());
}
