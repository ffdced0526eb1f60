import { jobRuns } from '../../shared/contracts/job/runs.js';
import { serve } from '../../shared/core/serve.js';
import { listRuns } from '../../shared/modules/job/list-jobs.js';

export const main = serve(jobRuns, listRuns);
