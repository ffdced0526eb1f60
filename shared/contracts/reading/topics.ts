import * as z from 'zod';
import { contract } from '../contract.js';
import { Topic } from './reading.js';

export const readingTopics = contract({
  name: 'reading-topics',
  title: '解读主题',
  access: 'guest',
  input: z.strictObject({}),
  output: z.strictObject({
    topics: z.array(
      z.strictObject({
        topic: Topic,
        title: z.string(),
        /** Whether the free places of the day are good for it; the others need a plan or a pass. */
        free: z.boolean(),
      }),
    ),
  }),
  budget: { roundTrips: 0 },
});
