import { randomBytes } from 'node:crypto';
import type { WechatAccount } from './account.js';
import { WechatError } from './api.js';
import type { IssuedCode } from './store.js';

/** Codes of WeChat live for five minutes and are good for one use. */
const LIFE = 5 * 60_000;

/** Gives out a code for a user, as a tap in the mini-program does. */
export function issueCode(
  account: WechatAccount,
  kind: IssuedCode['kind'],
  openid: string,
  data: Record<string, unknown> = {},
): string {
  const code = randomBytes(kind === 'cloudid' ? 30 : 24).toString('base64url');
  account.store.issue(code, { kind, openid, data, expires: account.now() + LIFE });
  return code;
}

/** Takes a code back for what it stands for. @throws WechatError 40029 unknown or expired, 40163 used */
export function redeemCode(account: WechatAccount, kind: IssuedCode['kind'], code: string): IssuedCode {
  const issued = account.store.findCode(code);
  if (issued?.kind !== kind || account.now() > issued.expires) throw new WechatError(40029, 'invalid code');
  if (issued.used) throw new WechatError(40163, 'code been used');
  account.store.useCode(code);
  return issued;
}

/** What a cloud id stands for; it can be read several times until it expires. */
export function readCloudId(account: WechatAccount, cloudId: string): Record<string, unknown> | undefined {
  const issued = account.store.findCode(cloudId);
  return issued?.kind === 'cloudid' && account.now() <= issued.expires ? issued.data : undefined;
}

/** A user's phone number, as `getPhoneNumber` and the open data tell it. */
export function phoneInfo(account: WechatAccount, phoneNumber: string): Record<string, unknown> {
  return {
    phoneNumber,
    purePhoneNumber: phoneNumber,
    countryCode: '86',
    watermark: { timestamp: Math.floor(account.now() / 1000), appid: account.appid },
  };
}
