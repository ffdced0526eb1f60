import * as z from 'zod';
import { contract } from '../contract.js';
import { Instant, page, pageOf } from '../terms.js';
import { ReadingId, ReadingState, Topic } from './reading.js';

export const readingList = contract({
  name: 'reading-list',
  title: '我的解读',
  access: 'member',
  input: z.strictObject({
    ...page,
    /** Only those that are marked. */
    favourite: z.literal(true).optional(),
  }),
  output: pageOf(
    z.strictObject({
      readingId: ReadingId,
      topic: Topic,
      title: z.string(),
      state: ReadingState,
      favourite: z.boolean(),
      createdAt: Instant,
    }),
  ),
  budget: { roundTrips: 1 },
});
