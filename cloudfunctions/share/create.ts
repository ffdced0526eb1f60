import { textModeration } from '../../shared/adapters/moderation/text-moderation.js';
import { shareCreate } from '../../shared/contracts/share/create.js';
import { serve } from '../../shared/core/serve.js';
import { createShare } from '../../shared/modules/share/create-share.js';

export const main = serve(shareCreate, (input) => createShare(input, textModeration()));
