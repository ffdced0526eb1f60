import { jobRunNow } from '../../shared/contracts/job/run-now.js';
import { serve } from '../../shared/core/serve.js';
import { runJobNow } from '../../shared/modules/job/run-job.js';

export const main = serve(jobRunNow, runJobNow);
