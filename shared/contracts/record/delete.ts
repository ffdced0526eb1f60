import * as z from 'zod';
import { contract } from '../contract.js';
import { RequestId } from '../terms.js';
import { RecordId } from './record.js';

export const recordDelete = contract({
  name: 'record-delete',
  title: '删除保存的命盘',
  access: 'member',
  idempotent: 'claimed',
  input: z.strictObject({ requestId: RequestId, recordId: RecordId }),
  output: z.strictObject({ recordId: RecordId }),
  errors: ['RECORD_NOT_FOUND'],
  budget: { roundTrips: 4 },
});
