import * as z from 'zod';
import { subject } from '../bazi/birth.js';
import { personal } from '../confidential.js';
import { contract } from '../contract.js';
import { ReadingId } from '../reading/reading.js';
import { RecordId } from '../record/record.js';
import { RequestId, seenLine } from '../terms.js';
import { ShareView } from './share.js';

export const shareCreate = contract({
  name: 'share-create',
  title: '分享命盘',
  access: 'member',
  idempotent: 'derived',
  uses: ['moderation'],
  rateLimit: { burst: 5, perSecond: 0.2 },
  input: z
    .strictObject({
      requestId: RequestId,
      /** The chart: a saved one, or the birth that it is made from, of which nothing is kept. One of the two. */
      recordId: RecordId.optional(),
      subject: z.strictObject(subject).optional(),
      /** What the card calls the person; absent for no name. */
      name: personal(seenLine(1, 12)).optional(),
      hideHour: z.boolean().default(false),
      decades: z.boolean().default(false),
      /** The sections of one of the member's readings, by their titles. */
      readingId: ReadingId.optional(),
      /** What today is to the chart. Not together with a reading. */
      today: z.boolean().default(false),
      /** Who shares was shown `SHARE_NOTICE`. */
      told: z.literal(true),
    })
    .superRefine(({ recordId, subject: given, readingId, today }, check) => {
      if ((recordId === undefined) === (given === undefined))
        check.addIssue({
          code: 'custom',
          path: ['recordId'],
          message: '请选择一张保存的命盘，或填写出生信息，二者取一',
        });
      if (readingId !== undefined && today)
        check.addIssue({ code: 'custom', path: ['today'], message: '解读与今日一句只能选一项' });
    })
    .meta({ examples: [{ requestId: 'example-request-1', recordId: 'rec_00000000000000000000000000', told: true }] }),
  output: ShareView,
  errors: ['RECORD_NOT_FOUND', 'READING_NOT_FOUND', 'SHARE_LIMIT', 'SHARE_NAME_REFUSED', 'SHARE_NOT_FOR_CHILDREN'],
  // A look, the record, the reading, the check of a name; then the share, the member's others, and its opening.
  budget: { roundTrips: 7, bundleKb: 2000 },
});
