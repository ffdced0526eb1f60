import * as z from 'zod';
import { contract } from '../contract.js';
import { NoticeId, NoticeView } from './notice.js';

export const noticeRead = contract({
  name: 'notice-read',
  title: '标为已读',
  access: 'member',
  input: z.strictObject({ noticeId: NoticeId }),
  output: NoticeView,
  errors: ['NOTICE_NOT_FOUND'],
  budget: { roundTrips: 2 },
});
