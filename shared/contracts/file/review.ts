import * as z from 'zod';
import { contract } from '../contract.js';
import { FileId, FileState } from './file.js';

export const fileReview = contract({
  name: 'file-review',
  title: '审核文件',
  access: 'file.review',
  audited: ({ fileId }) => fileId,
  input: z.strictObject({ fileId: FileId, pass: z.boolean() }),
  output: z.strictObject({ fileId: FileId, state: FileState }),
  errors: ['FILE_NOT_FOUND'],
  budget: { roundTrips: 8 },
});
