import { noticeSearch } from '../../shared/contracts/notice/search.js';
import { serve } from '../../shared/core/serve.js';
import { searchNotices } from '../../shared/modules/notice/inbox.js';

export const main = serve(noticeSearch, searchNotices);
