import { jobList } from '../../shared/contracts/job/list.js';
import { serve } from '../../shared/core/serve.js';
import { listJobs } from '../../shared/modules/job/list-jobs.js';

export const main = serve(jobList, listJobs);
