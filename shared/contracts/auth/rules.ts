import * as z from 'zod';
import { rule } from '../setting.js';

export const authCodesPerDay = rule('auth.codesPerDay', {
  title: '全部用户每天最多发送的验证码',
  unit: '条',
  schema: z.int().min(10).max(1_000_000),
  default: 5_000,
});

export const authSettings = [authCodesPerDay] as const;
