import { roleGrant } from '../../shared/contracts/role/grant.js';
import { serve } from '../../shared/core/serve.js';
import { grantRole } from '../../shared/modules/role/grant-role.js';

export const main = serve(roleGrant, grantRole);
