import { costWatch } from '../../shared/contracts/cost/watch.js';
import { serveJob } from '../../shared/core/jobs/serve-job.js';
import { watchCost } from '../../shared/modules/cost/watch-cost.js';

export const main = serveJob(costWatch, watchCost);
