import { textModeration } from '../../shared/adapters/moderation/text-moderation.js';
import { readingStart } from '../../shared/contracts/reading/start.js';
import { serve } from '../../shared/core/serve.js';
import { startReading } from '../../shared/modules/reading/start-reading.js';

export const main = serve(readingStart, (input) => startReading(input, textModeration()));
