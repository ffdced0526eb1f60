import { readingDaily } from '../../shared/contracts/reading/daily.js';
import { serve } from '../../shared/core/serve.js';
import { readDay } from '../../shared/modules/reading/read-day.js';

export const main = serve(readingDaily, async (input) => readDay(input));
