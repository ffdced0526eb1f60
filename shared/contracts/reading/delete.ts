import * as z from 'zod';
import { contract } from '../contract.js';
import { ReadingId } from './reading.js';

export const readingDelete = contract({
  name: 'reading-delete',
  title: '删除解读',
  access: 'member',
  input: z.strictObject({ readingId: ReadingId }),
  output: z.strictObject({}),
  errors: ['READING_NOT_FOUND', 'READING_UNDER_WAY'],
  budget: { roundTrips: 2 },
});
