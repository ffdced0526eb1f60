import * as z from 'zod';
import { contract } from '../contract.js';
import { page, pageOf } from '../terms.js';
import { NoticeView } from './notice.js';

export const noticeList = contract({
  name: 'notice-list',
  title: '我的消息',
  access: 'member',
  input: z.strictObject({ ...page }),
  output: z.strictObject({
    ...pageOf(NoticeView).shape,
    /** How many are unread; 100 stands for more. */
    unread: z.int().min(0).max(100),
  }),
  budget: { roundTrips: 2 },
});
