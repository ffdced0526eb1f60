import { shareOpen } from '../../shared/contracts/share/open.js';
import { serve } from '../../shared/core/serve.js';
import { openShare } from '../../shared/modules/share/open-share.js';

export const main = serve(shareOpen, openShare);
