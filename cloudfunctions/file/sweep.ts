import { fileSweep } from '../../shared/contracts/file/sweep.js';
import { serveJob } from '../../shared/core/jobs/serve-job.js';
import { sweepFiles } from '../../shared/modules/file/sweep-files.js';

export const main = serveJob(fileSweep, ({ inTime }) => sweepFiles(inTime));
