import { shareSweep } from '../../shared/contracts/share/sweep.js';
import { serveJob } from '../../shared/core/jobs/serve-job.js';
import { sweepShares } from '../../shared/modules/share/sweep-shares.js';

export const main = serveJob(shareSweep, ({ inTime }) => sweepShares(inTime));
