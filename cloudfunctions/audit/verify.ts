import { auditVerify } from '../../shared/contracts/audit/verify.js';
import { serve } from '../../shared/core/serve.js';
import { verifyAudit } from '../../shared/modules/audit/verify-audit.js';

export const main = serve(auditVerify, verifyAudit);
