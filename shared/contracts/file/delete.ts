import * as z from 'zod';
import { contract } from '../contract.js';
import { FileId } from './file.js';

export const fileDelete = contract({
  name: 'file-delete',
  title: '删除文件',
  access: 'member',
  input: z.strictObject({ fileId: FileId }),
  output: z.strictObject({ fileId: FileId }),
  errors: ['FILE_NOT_FOUND'],
  budget: { roundTrips: 5 },
});
