import type { Output } from '../../contracts/contract.js';
import type { userLogin } from '../../contracts/user/login.js';
import { wechatMember } from '../../core/actor.js';
import { now } from '../../core/time.js';
import { users } from './users.js';

/** Makes the acting WeChat user known to the app, the first time it comes. Safe to repeat. */
export async function login(): Promise<Output<typeof userLogin>> {
  const { userId, openid, appid } = wechatMember();
  const createdAt = now();
  const isNew = await users.insert({ _id: userId, openid, appid, createdAt });
  if (isNew) return { userId, isNew, memberSince: createdAt };

  const known = await users.get(userId);
  return { userId, isNew, memberSince: known?.createdAt ?? createdAt };
}
