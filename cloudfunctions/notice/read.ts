import { noticeRead } from '../../shared/contracts/notice/read.js';
import { serve } from '../../shared/core/serve.js';
import { readNotice } from '../../shared/modules/notice/inbox.js';

export const main = serve(noticeRead, readNotice);
