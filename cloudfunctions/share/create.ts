import { wechatTextModeration } from '../../shared/adapters/moderation/wechat-text.js';
import { shareCreate } from '../../shared/contracts/share/create.js';
import { serve } from '../../shared/core/serve.js';
import { createShare } from '../../shared/modules/share/create-share.js';

export const main = serve(shareCreate, (input) => createShare(input, wechatTextModeration));
