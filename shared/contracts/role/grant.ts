import * as z from 'zod';
import { contract } from '../contract.js';
import { UserId } from '../terms.js';
import { RoleName } from './role.js';

export const roleGrant = contract({
  name: 'role-grant',
  title: '授予角色',
  access: 'role.grant',
  audited: ({ userId }) => userId,
  input: z.strictObject({ userId: UserId, role: RoleName }),
  output: z.strictObject({ userId: UserId, role: z.string() }),
  errors: ['ROLE_NOT_FOUND', 'ROLE_NOT_GRANTABLE', 'ROLE_CHANGED', 'TOO_MANY_ROLES'],
  budget: { roundTrips: 10 },
});
