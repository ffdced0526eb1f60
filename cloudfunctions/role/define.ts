import { roleDefine } from '../../shared/contracts/role/define.js';
import { serve } from '../../shared/core/serve.js';
import { defineRole } from '../../shared/modules/role/define-role.js';

export const main = serve(roleDefine, defineRole);
