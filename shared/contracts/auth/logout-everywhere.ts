import * as z from 'zod';
import { contract } from '../contract.js';

export const authLogoutEverywhere = contract({
  name: 'auth-logout-everywhere',
  title: '退出所有设备',
  access: 'member',
  input: z.strictObject({}),
  output: z.strictObject({ sessions: z.int() }),
  budget: { roundTrips: 3 },
});
