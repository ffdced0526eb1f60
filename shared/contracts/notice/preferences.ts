import * as z from 'zod';
import { contract } from '../contract.js';
import { Preference } from './notice.js';

export const noticePreferences = contract({
  name: 'notice-preferences',
  title: '我的通知设置',
  access: 'member',
  input: z.strictObject({}),
  /** Every kind on every channel. */
  output: z.strictObject({ items: z.array(z.strictObject({ ...Preference.shape, title: z.string() })) }),
  budget: { roundTrips: 1 },
});
