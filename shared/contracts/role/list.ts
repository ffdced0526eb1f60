import * as z from 'zod';
import { contract } from '../contract.js';
import { PermissionName, RoleView } from './role.js';

export const roleList = contract({
  name: 'role-list',
  title: '查看角色',
  access: 'role.read',
  input: z.strictObject({}),
  output: z.strictObject({
    roles: z.array(RoleView),
    /** The catalogue: everything that a role can be allowed. */
    permissions: z.array(z.strictObject({ permission: PermissionName, title: z.string() })),
    /** Raised by one with each change of a role; `role-define` takes it. */
    version: z.int(),
  }),
  budget: { roundTrips: 3 },
});
