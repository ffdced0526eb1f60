import * as z from 'zod';
import { type Permission, permissions } from '../permissions.js';

export const RoleName = z.string().regex(/^[a-z][a-z0-9-]{1,31}$/, '应为小写字母开头的 2 到 32 位字母、数字或 -');
/** The catalogue grows with the product: whoever shows permissions shows those that he does not know by their titles. */
export const PermissionName = z
  .enum(Object.keys(permissions) as [Permission, ...Permission[]])
  .meta({ 'x-extensible': true });

export const RoleView = z.strictObject({
  role: z.string(),
  title: z.string(),
  permissions: z.array(PermissionName),
  /** Whether it is one of the built-in roles, and whether the app's data has changed what it may do. */
  builtIn: z.boolean(),
  changed: z.boolean(),
});
