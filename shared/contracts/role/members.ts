import * as z from 'zod';
import { contract } from '../contract.js';
import { page, pageOf, UserId } from '../terms.js';
import { RoleName } from './role.js';

export const roleMembers = contract({
  name: 'role-members',
  title: '查看角色成员',
  access: 'role.read',
  input: z.strictObject({ role: RoleName, ...page }),
  output: pageOf(z.strictObject({ userId: UserId })),
  budget: { roundTrips: 4 },
});
