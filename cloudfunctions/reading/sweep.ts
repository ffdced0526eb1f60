import { readingSweep } from '../../shared/contracts/reading/sweep.js';
import { serveJob } from '../../shared/core/jobs/serve-job.js';
import { sweepReadings } from '../../shared/modules/reading/sweep-readings.js';

export const main = serveJob(readingSweep, ({ inTime }) => sweepReadings(inTime));
