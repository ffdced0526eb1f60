import * as z from 'zod';
import { contract } from '../contract.js';
import { ReadingId } from './reading.js';

export const readingWrite = contract({
  name: 'reading-write',
  title: '撰写解读',
  access: 'internal',
  input: z.strictObject({ readingId: ReadingId }),
  output: z.strictObject({ outcome: z.enum(['done', 'failed', 'busy', 'gone']), released: z.int() }),
  uses: ['model', 'moderation'],
  // For each section a check by the platform, twice where it is repaired, and its release.
  budget: { roundTrips: 24, bundleKb: 2000 },
  timeoutSeconds: 60,
});
