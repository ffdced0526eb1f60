import { jobWatch } from '../../shared/contracts/job/watch.js';
import { serveJob } from '../../shared/core/jobs/serve-job.js';
import { watchJobs } from '../../shared/modules/job/list-jobs.js';

export const main = serveJob(jobWatch, watchJobs);
