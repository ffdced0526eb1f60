import { roleList } from '../../shared/contracts/role/list.js';
import { serve } from '../../shared/core/serve.js';
import { listRoles } from '../../shared/modules/role/list-roles.js';

export const main = serve(roleList, listRoles);
