import { models } from '../../shared/adapters/model/models.js';
import { wechatTextModeration } from '../../shared/adapters/moderation/wechat-text.js';
import { readingWrite } from '../../shared/contracts/reading/write.js';
import { serve } from '../../shared/core/serve.js';
import { writeReading } from '../../shared/modules/reading/write-reading.js';

export const main = serve(readingWrite, (input) =>
  writeReading(input, { models: models(), moderation: wechatTextModeration }),
);
