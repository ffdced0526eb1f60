import * as z from 'zod';
import { contract } from '../contract.js';
import { RefreshToken } from './auth.js';

export const authLogout = contract({
  name: 'auth-logout',
  title: '退出登录',
  access: 'guest',
  /** It names the session, and shows that it is one's own. */
  input: z.strictObject({ refreshToken: RefreshToken }),
  output: z.strictObject({}),
  budget: { roundTrips: 1 },
});
