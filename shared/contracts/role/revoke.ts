import * as z from 'zod';
import { contract } from '../contract.js';
import { UserId } from '../terms.js';
import { RoleName } from './role.js';

export const roleRevoke = contract({
  name: 'role-revoke',
  title: '收回角色',
  access: 'role.grant',
  audited: ({ userId }) => userId,
  input: z.strictObject({ userId: UserId, role: RoleName }),
  output: z.strictObject({ userId: UserId, role: z.string() }),
  errors: ['ROLE_NOT_GRANTABLE', 'LAST_ADMIN', 'ROLE_CHANGED'],
  budget: { roundTrips: 9 },
});
