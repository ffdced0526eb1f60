import { auditSearch } from '../../shared/contracts/audit/search.js';
import { serve } from '../../shared/core/serve.js';
import { searchAudit } from '../../shared/modules/audit/search-audit.js';

export const main = serve(auditSearch, searchAudit);
