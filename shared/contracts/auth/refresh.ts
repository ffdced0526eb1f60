import * as z from 'zod';
import { contract } from '../contract.js';
import { RefreshToken, SignedIn } from './auth.js';

export const authRefresh = contract({
  name: 'auth-refresh',
  title: '续期登录',
  access: 'guest',
  rateLimit: { burst: 10, perSecond: 1 },
  input: z.strictObject({ refreshToken: RefreshToken }),
  output: SignedIn,
  errors: ['SESSION_ENDED'],
  budget: { roundTrips: 3 },
});
