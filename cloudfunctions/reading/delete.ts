import { readingDelete } from '../../shared/contracts/reading/delete.js';
import { serve } from '../../shared/core/serve.js';
import { deleteReading } from '../../shared/modules/reading/own-readings.js';

export const main = serve(readingDelete, deleteReading);
