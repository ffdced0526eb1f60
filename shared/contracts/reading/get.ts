import * as z from 'zod';
import { PlaceSource } from '../benefit/benefit.js';
import { contract } from '../contract.js';
import { Instant } from '../terms.js';
import { Fact, LABELS, ReadingId, ReadingState, Segment, Topic } from './reading.js';

export const readingGet = contract({
  name: 'reading-get',
  title: '查看解读',
  access: 'member',
  input: z.strictObject({
    readingId: ReadingId,
    /** How many segments the reader has already: these are left out. */
    after: z.int().min(0).max(100).default(0),
  }),
  output: z.strictObject({
    readingId: ReadingId,
    topic: Topic,
    title: z.string(),
    state: ReadingState,
    /** How many there will be. */
    total: z.int(),
    segments: z.array(Segment),
    facts: z.array(Fact),
    /** Who wrote it; null until it is done. */
    writtenBy: z
      .strictObject({
        /** False when rules alone wrote it. */
        generated: z.boolean(),
        models: z.array(z.string()),
        ruleVersion: z.int(),
      })
      .nullable(),
    /** What its place was taken from; null for readings of before 21 November 2026. */
    takenFrom: PlaceSource.nullable(),
    /** Whether the place was given back to that. */
    refunded: z.boolean(),
    /** To be shown with the text; null until it is done. */
    label: z.enum(Object.values(LABELS)).nullable(),
    disclaimer: z.string(),
    /** Whether its owner has marked it. */
    favourite: z.boolean(),
    createdAt: Instant,
  }),
  errors: ['READING_NOT_FOUND'],
  budget: { roundTrips: 1 },
});
