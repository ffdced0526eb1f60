import { auditSweep } from '../../shared/contracts/audit/sweep.js';
import { serveJob } from '../../shared/core/jobs/serve-job.js';
import { sweepAudit } from '../../shared/modules/audit/sweep-audit.js';

export const main = serveJob(auditSweep, sweepAudit);
