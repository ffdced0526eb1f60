import * as z from 'zod';
import { contract } from '../contract.js';
import { FileId, FileView } from './file.js';

export const fileCommit = contract({
  name: 'file-commit',
  title: '提交已上传的文件',
  access: 'member',
  /** `uploaded` is what `wx.cloud.uploadFile` or file-upload gave. */
  input: z.strictObject({ fileId: FileId, uploaded: z.string().max(400).startsWith('cloud://') }),
  output: FileView,
  errors: ['FILE_NOT_FOUND', 'FILE_NOT_UPLOADED', 'FILE_REFUSED'],
  budget: { roundTrips: 9, bundleKb: 2000 },
  timeoutSeconds: 30,
});
