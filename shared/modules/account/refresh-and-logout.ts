import type { authLogout } from '../../contracts/auth/logout.js';
import type { authLogoutEverywhere } from '../../contracts/auth/logout-everywhere.js';
import type { authRefresh } from '../../contracts/auth/refresh.js';
import type { Output, Parsed } from '../../contracts/contract.js';
import { member } from '../../core/actor.js';
import { changeAccount, shutOut } from './accounts.js';
import { readRefreshToken } from './refresh-token.js';
import { endSession, endSessionsOf, refreshSession } from './sessions.js';

/** Exchanges a refresh token. @throws Failure SESSION_ENDED */
export function refresh({ refreshToken }: Parsed<typeof authRefresh>): Promise<Output<typeof authRefresh>> {
  return refreshSession(refreshToken);
}

/** Ends the session that a refresh token names, an old one as well. Safe to repeat. @throws Failure SESSION_ENDED for a forged one */
export async function logout({ refreshToken }: Parsed<typeof authLogout>): Promise<Output<typeof authLogout>> {
  await endSession(readRefreshToken(refreshToken).sessionId, 'logout');
  return {};
}

/** Ends all sessions of the acting member: by one write, and then notes it in each. */
export async function logoutEverywhere(): Promise<Output<typeof authLogoutEverywhere>> {
  const { userId } = member();
  await changeAccount(userId, shutOut());
  return { sessions: await endSessionsOf(userId, 'logout') };
}
