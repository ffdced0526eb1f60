import { auditSweep } from '../../shared/contracts/audit/sweep.js';
import { serve } from '../../shared/core/serve.js';
import { sweepAudit } from '../../shared/modules/audit/sweep-audit.js';

export const main = serve(auditSweep, sweepAudit);
