import { noticePrefer } from '../../shared/contracts/notice/prefer.js';
import { serve } from '../../shared/core/serve.js';
import { prefer } from '../../shared/modules/notice/preferences.js';

export const main = serve(noticePrefer, prefer);
