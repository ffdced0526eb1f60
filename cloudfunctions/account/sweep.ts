import { accountSweep } from '../../shared/contracts/account/sweep.js';
import { serveJob } from '../../shared/core/jobs/serve-job.js';
import { sweepAccounts } from '../../shared/modules/account/sweep-accounts.js';

export const main = serveJob(accountSweep, sweepAccounts);
