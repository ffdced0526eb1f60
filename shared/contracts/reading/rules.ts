import * as z from 'zod';
import { flag, rule } from '../setting.js';

export const readingFreePerDay = rule('reading.freePerDay', {
  title: '每位会员每天的免费解读次数',
  unit: '次',
  schema: z.int().min(0).max(100),
  default: 3,
});

/** For all models together; the embedded writer costs nothing. */
export const readingBudget = rule('reading.budget', {
  title: '一份解读最多用于语言模型的费用',
  unit: '厘',
  schema: z.int().min(0).max(10_000),
  default: 30,
});

export const readingByModel = flag('reading.byModel', { title: '由语言模型撰写解读', default: true });

export const readingSettings = [readingFreePerDay, readingBudget, readingByModel];
