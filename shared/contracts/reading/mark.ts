import * as z from 'zod';
import { contract } from '../contract.js';
import { ReadingId } from './reading.js';

export const readingMark = contract({
  name: 'reading-mark',
  title: '收藏解读',
  access: 'member',
  input: z.strictObject({ readingId: ReadingId, favourite: z.boolean() }),
  output: z.strictObject({ favourite: z.boolean() }),
  errors: ['READING_NOT_FOUND'],
  budget: { roundTrips: 1 },
});
