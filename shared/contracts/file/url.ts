import * as z from 'zod';
import { contract } from '../contract.js';
import { Instant } from '../terms.js';
import { FileId } from './file.js';

export const fileUrl = contract({
  name: 'file-url',
  title: '查看文件',
  access: 'member',
  input: z.strictObject({ fileId: FileId }),
  /** A link that anybody can follow for some minutes; never kept. */
  output: z.strictObject({ url: z.string(), validUntil: Instant }),
  errors: ['FILE_NOT_FOUND'],
  budget: { roundTrips: 2 },
});
