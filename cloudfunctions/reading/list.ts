import { readingList } from '../../shared/contracts/reading/list.js';
import { serve } from '../../shared/core/serve.js';
import { listReadings } from '../../shared/modules/reading/own-readings.js';

export const main = serve(readingList, listReadings);
