import { noticeList } from '../../shared/contracts/notice/list.js';
import { serve } from '../../shared/core/serve.js';
import { listNotices } from '../../shared/modules/notice/inbox.js';

export const main = serve(noticeList, listNotices);
