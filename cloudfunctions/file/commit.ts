import { wechatModeration } from '../../shared/adapters/moderation/wechat.js';
import { fileCommit } from '../../shared/contracts/file/commit.js';
import { serve } from '../../shared/core/serve.js';
import { commitFile } from '../../shared/modules/file/commit-file.js';

export const main = serve(fileCommit, (input) => commitFile(input, wechatModeration));
