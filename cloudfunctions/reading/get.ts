import { readingGet } from '../../shared/contracts/reading/get.js';
import { serve } from '../../shared/core/serve.js';
import { getReading } from '../../shared/modules/reading/own-readings.js';

export const main = serve(readingGet, getReading);
