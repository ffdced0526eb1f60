import { models } from '../../shared/adapters/model/models.js';
import { textModeration } from '../../shared/adapters/moderation/text-moderation.js';
import { readingWrite } from '../../shared/contracts/reading/write.js';
import { serve } from '../../shared/core/serve.js';
import { writeReading } from '../../shared/modules/reading/write-reading.js';

export const main = serve(readingWrite, (input) =>
  writeReading(input, { models: models(), moderation: textModeration() }),
);
