import * as z from 'zod';
import { subject } from '../bazi/birth.js';
import { contract } from '../contract.js';
import { RequestId } from '../terms.js';
import { ChartRecord, RecordId, recordFields } from './record.js';

export const recordSave = contract({
  name: 'record-save',
  title: '保存命盘',
  access: 'member',
  idempotent: 'claimed',
  input: z.strictObject({
    requestId: RequestId,
    /** The record to change; absent for a new one. */
    recordId: RecordId.optional(),
    ...recordFields,
    subject: z.strictObject(subject),
  }),
  output: ChartRecord,
  errors: ['RECORD_NOT_FOUND', 'RECORD_BOOK_FULL'],
  budget: { roundTrips: 5, bundleKb: 2000 },
});
