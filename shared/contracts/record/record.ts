import * as z from 'zod';
import { subject } from '../bazi/birth.js';
import { Pillars } from '../bazi/chart.js';
import { personal } from '../confidential.js';
import { Instant, seenLine } from '../terms.js';

export const RecordId = z
  .string()
  .regex(/^rec_[0-9A-HJKMNP-TV-Z]{26}$/, '应为 rec_ 开头的编号')
  .brand('RecordId');
export type RecordId = z.output<typeof RecordId>;

/** `self` is one chart at most: the one that was saved so last. Others that were are `other` from then on. */
export const Relation = z.enum(['self', 'family', 'friend', 'other']);

/** Whose chart it is and how it is found again. */
export const recordFields = {
  name: personal(seenLine(1, 20)),
  relation: Relation,
  tags: z.array(seenLine(1, 10)).max(8).default([]),
  favourite: z.boolean().default(false),
};

export const MOST_RECORDS = 100;

/** A saved chart. */
export const ChartRecord = z.strictObject({
  recordId: RecordId,
  ...recordFields,
  tags: z.array(z.string()),
  favourite: z.boolean(),
  subject: z.strictObject(subject),
  pillars: Pillars,
  savedAt: Instant,
});
