import { requestSweep } from '../../shared/contracts/request/sweep.js';
import { serveJob } from '../../shared/core/jobs/serve-job.js';
import { sweepRequests } from '../../shared/modules/request/sweep-requests.js';

export const main = serveJob(requestSweep, sweepRequests);
