import { taskSweep } from '../../shared/contracts/task/sweep.js';
import { serveJob } from '../../shared/core/jobs/serve-job.js';
import { sweepTasks } from '../../shared/modules/task/sweep-tasks.js';

export const main = serveJob(taskSweep, sweepTasks);
