import { noticeChannels } from '../../shared/adapters/notice/channels.js';
import { noticeTell } from '../../shared/contracts/notice/tell.js';
import { serve } from '../../shared/core/serve.js';
import { tell } from '../../shared/modules/notice/tell.js';

export const main = serve(noticeTell, (event) => tell(event, noticeChannels()));
