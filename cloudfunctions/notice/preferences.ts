import { noticePreferences } from '../../shared/contracts/notice/preferences.js';
import { serve } from '../../shared/core/serve.js';
import { showPreferences } from '../../shared/modules/notice/preferences.js';

export const main = serve(noticePreferences, showPreferences);
