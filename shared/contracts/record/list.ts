import * as z from 'zod';
import { contract } from '../contract.js';
import { ChartRecord } from './record.js';

export const recordList = contract({
  name: 'record-list',
  title: '我保存的命盘',
  access: 'member',
  input: z.strictObject({}),
  /** All of them, latest first; there are a hundred at most. */
  output: z.strictObject({ records: z.array(ChartRecord) }),
  budget: { roundTrips: 1 },
});
