import { metricRollup } from '../../shared/contracts/metric/rollup.js';
import { serveJob } from '../../shared/core/jobs/serve-job.js';
import { rollUpMetrics } from '../../shared/modules/metric/roll-up.js';

export const main = serveJob(metricRollup, rollUpMetrics);
