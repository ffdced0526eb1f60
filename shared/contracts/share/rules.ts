import * as z from 'zod';
import { rule } from '../setting.js';

export const shareDays = rule('share.days', {
  title: '分享的有效期',
  unit: '天',
  schema: z.int().min(1).max(365),
  default: 90,
});

export const shareMost = rule('share.most', {
  title: '每位会员同时保留的分享',
  unit: '个',
  schema: z.int().min(1).max(100),
  default: 20,
});

export const shareSettings = [shareDays, shareMost];
