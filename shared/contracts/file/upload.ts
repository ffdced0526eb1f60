import * as z from 'zod';
import { contract } from '../contract.js';

export const fileUpload = contract({
  name: 'file-upload',
  title: '取得上传地址（H5 与 PC）',
  access: 'member',
  /** What file-ticket gave. */
  input: z.strictObject({ cloudPath: z.string().max(200) }),
  /**
   * A request that puts a file at the place that was claimed: `PUT` to the address with these headers and the file as body. `uploaded` is what
   * file-commit wants then. A mini-program has `wx.cloud.uploadFile` for it.
   */
  output: z.strictObject({ url: z.string(), headers: z.record(z.string(), z.string()), uploaded: z.string() }),
  errors: ['FILE_NOT_FOUND'],
  budget: { roundTrips: 2 },
});
