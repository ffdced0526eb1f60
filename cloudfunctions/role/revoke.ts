import { roleRevoke } from '../../shared/contracts/role/revoke.js';
import { serve } from '../../shared/core/serve.js';
import { revokeRole } from '../../shared/modules/role/revoke-role.js';

export const main = serve(roleRevoke, revokeRole);
