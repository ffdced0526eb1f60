import type { Proof } from '../../contracts/account/proof.js';
import type { CodePurpose } from '../../contracts/auth/auth.js';
import { member } from '../../core/actor.js';
import { Failure } from '../../core/failure.js';
import { type Account, identifiersOf } from './accounts.js';
import { takeAttempt } from './attempts.js';
import { proveCode, useCode } from './codes.js';
import { checkPassword } from './passwords.js';

/**
 * Lets pass whose account it is, before another way into it is made: a token may have been stolen, a page left open on somebody
 * else's screen. Where WeChat is the only way in, and the caller came by it, nothing else could be asked for.
 * @throws Failure PROOF_REFUSED, RATE_LIMITED
 */
export async function proveOwner(account: Account, proof?: Proof): Promise<void> {
  const onlyWechat = account.password === null && identifiersOf(account).length === 0;
  if (onlyWechat && member().door === 'wechat') return;
  await prove(account, 'confirm', proof);
}

/**
 * Lets pass who shows the account's password, or a code of `purpose` for one of its identifiers.
 * @throws Failure PROOF_REFUSED, RATE_LIMITED
 */
export async function prove(account: Account, purpose: CodePurpose, { password, ticket, code }: Proof = {}) {
  if (password !== undefined) return proveByPassword(account, password);
  if (ticket === undefined || code === undefined) {
    const message = '请先验证身份：输入密码，或输入发送到已绑定手机号、邮箱的验证码';
    throw new Failure('PROOF_REFUSED', { message });
  }
  // To bind or to set a password may be repeated when its answer was lost; a request for deletion is answered again without it.
  const check = purpose === 'confirm' ? proveCode : useCode;
  for (const identifier of identifiersOf(account)) {
    try {
      return await check(identifier, purpose, { ticket, code });
    } catch (error) {
      if (!(error instanceof Failure) || error.code !== 'CODE_WRONG') throw error;
    }
  }
  throw new Failure('PROOF_REFUSED');
}

/** Tries are counted for all networks together: only a session's holder gets here. */
async function proveByPassword({ _id: userId, password: kept }: Account, password: string): Promise<void> {
  await takeAttempt(`own ${userId}`, 'anywhere', true);
  const { right } = await checkPassword(kept, password);
  if (!right) throw new Failure('PROOF_REFUSED');
}
