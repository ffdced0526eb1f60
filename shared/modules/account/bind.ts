import type { accountBind } from '../../contracts/account/bind.js';
import type { accountBindWechatPhone } from '../../contracts/account/bind-wechat-phone.js';
import type { Proof } from '../../contracts/account/proof.js';
import type { Output, Parsed } from '../../contracts/contract.js';
import { member, wechatMember } from '../../core/actor.js';
import { Failure } from '../../core/failure.js';
import { type Account, keepInAccount, shown } from './accounts.js';
import { proveCode } from './codes.js';
import { claimIdentity, dropIdentity, type Identifier, identifierOf, identityOf, kindsOf } from './identities.js';
import { takeOver } from './merge.js';
import { ownAccount } from './profile.js';
import { proveOwner } from './proof.js';
import { wechatPhoneOf } from './wechat-phone.js';

/**
 * Binds a phone or an e-mail address that the code shows to be the acting member's.
 * @throws Failure CODE_WRONG, and what `take` refuses with
 */
export async function bind(input: Parsed<typeof accountBind>): Promise<Output<typeof accountBind>> {
  const identifier = identifierOf(input.identifier);
  await proveCode(identifier, 'bind', input);
  return take(identifier, input.proof, true);
}

/**
 * Binds the phone that WeChat knows the acting member by. WeChat does not say since when: the number may be somebody else's by now, so it is
 * taken from nobody.
 * @throws Failure PHONE_CODE_REFUSED, PHONE_UNAVAILABLE, and what `take` refuses with
 */
export async function bindWechatPhone({
  code,
  proof,
}: Parsed<typeof accountBindWechatPhone>): Promise<Output<typeof accountBindWechatPhone>> {
  wechatMember();
  return take({ kind: 'phone', text: await wechatPhoneOf(code) }, proof, false);
}

/**
 * Takes an identifier for the acting member's account, for good and for every later password: so whose account it is has to be shown. Safe to
 * repeat. In a mini-program an account outside of WeChat gives it up, unless it has something to lose.
 * @throws Failure PROOF_REFUSED, IDENTIFIER_SET when the account has another one of the kind
 * @throws Failure IDENTIFIER_TAKEN, ACCOUNT_HAS_DATA, MERGE_PENDING
 */
async function take(
  identifier: Identifier,
  proof: Proof | undefined,
  holdsItNow: boolean,
): Promise<Output<typeof accountBind>> {
  const me = member();
  const own = await ownAccount();
  const earlier = await identityOf(identifier);
  // It was proven then; who took it may have died before it was in the account.
  if (earlier?.userId === me.userId)
    return own[identifier.kind] === identifier.text ? shown(own) : keep(own, identifier);

  if ((await kindsOf(me.userId)).has(identifier.kind)) throw new Failure('IDENTIFIER_SET');
  await proveOwner(own, proof);
  const identity = earlier ?? (await claimIdentity(identifier, me.userId, own.origin));
  if (identity.userId !== me.userId) {
    if (!holdsItNow) throw new Failure('IDENTIFIER_TAKEN', { message: '该手机号已绑定其他账号，请用短信验证码绑定' });
    if (me.door !== 'wechat') throw new Failure('IDENTIFIER_TAKEN');
    await takeOver(identifier, identity, me.userId);
  }
  return keep(own, identifier);
}

/** Of two that are bound at the same moment the account takes one, and the other is nobody's again. */
async function keep(own: Account, identifier: Identifier): Promise<Output<typeof accountBind>> {
  const { kind, text } = identifier;
  const kept = await keepInAccount(own, { [kind]: text }, { where: { [kind]: null }, what: [`${kind}-bound`] });
  const account = await ownAccount();
  if (kept || account[kind] === text) return shown(account);
  await dropIdentity(identifier, own._id);
  throw new Failure('IDENTIFIER_SET');
}
