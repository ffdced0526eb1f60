import * as z from 'zod';
import { rule } from '../setting.js';

export const benefitFreePerDay = rule('benefit.freePerDay', {
  title: '每位会员每天的免费次数',
  unit: '次',
  schema: z.int().min(0).max(100),
  default: 3,
});

/** Within it a buyer gets the money back by himself, as long as nothing of what it granted is used. */
export const benefitRefundDays = rule('benefit.refundDays', {
  title: '未使用的权益多少天内可自助退款',
  unit: '天',
  schema: z.int().min(0).max(365),
  default: 7,
});

export const benefitSettings = [benefitFreePerDay, benefitRefundDays] as const;
