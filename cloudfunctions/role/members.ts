import { roleMembers } from '../../shared/contracts/role/members.js';
import { serve } from '../../shared/core/serve.js';
import { listMembers } from '../../shared/modules/role/list-members.js';

export const main = serve(roleMembers, listMembers);
