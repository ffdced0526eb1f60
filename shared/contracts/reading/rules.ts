import * as z from 'zod';
import { flag, rule } from '../setting.js';
import { Topic } from './reading.js';

/**
 * Within the free places of the day (`benefit.freePerDay`). What may be read of the chart of a child is among them: nothing is sold
 * for children.
 */
export const readingFreeTopics = rule('reading.freeTopics', {
  title: '可使用每日免费次数的解读主题，其余主题需会员或解读券',
  schema: z.array(Topic).max(Topic.options.length),
  default: ['today', 'career', 'study', 'health'],
});

/** For all models together; the embedded writer costs nothing. */
export const readingBudget = rule('reading.budget', {
  title: '一份解读最多用于语言模型的费用',
  unit: '厘',
  schema: z.int().min(0).max(10_000),
  default: 30,
});

export const readingByModel = flag('reading.byModel', { title: '由语言模型撰写解读', default: true });

export const readingSettings = [readingFreeTopics, readingBudget, readingByModel];
