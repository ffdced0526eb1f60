import { readingMark } from '../../shared/contracts/reading/mark.js';
import { serve } from '../../shared/core/serve.js';
import { markReading } from '../../shared/modules/reading/own-readings.js';

export const main = serve(readingMark, markReading);
