import * as z from 'zod';
import { contract } from '../contract.js';
import { RequestId } from '../terms.js';
import { FileExtension, FileId, FilePurpose } from './file.js';

export const fileTicket = contract({
  name: 'file-ticket',
  title: '申请上传文件',
  access: 'member',
  idempotent: 'derived',
  input: z.strictObject({ requestId: RequestId, purpose: FilePurpose, extension: FileExtension }),
  /** Where it has to be put within a day, by `wx.cloud.uploadFile` or file-upload, and how large it may be. Then comes file-commit. */
  output: z.strictObject({ fileId: FileId, cloudPath: z.string(), largest: z.int() }),
  errors: ['FILE_QUOTA', 'REQUEST_ID_REUSED'],
  budget: { roundTrips: 4 },
});
