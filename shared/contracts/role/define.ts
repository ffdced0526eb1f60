import * as z from 'zod';
import { contract } from '../contract.js';
import { lineOfText } from '../terms.js';
import { PermissionName, RoleName, RoleView } from './role.js';

export const roleDefine = contract({
  name: 'role-define',
  title: '新增或修改角色',
  access: 'role.grant',
  audited: ({ role }) => role,
  input: z.strictObject({
    role: RoleName,
    title: lineOfText(1, 20),
    permissions: z.array(PermissionName).max(200),
    /** From `role-list`: a change that was made in between is not overwritten. */
    version: z.int().min(0),
  }),
  output: z.strictObject({ role: RoleView, version: z.int() }),
  errors: ['ROLE_NOT_GRANTABLE', 'ROLE_CHANGED', 'TOO_MANY_ROLES'],
  budget: { roundTrips: 9 },
});
