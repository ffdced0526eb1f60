import type * as z from 'zod';
import type { Output } from '../../contracts/contract.js';
import {
  type BuiltInRole,
  builtInRoles,
  type Permission,
  permissions,
  type Role,
} from '../../contracts/permissions.js';
import type { roleList } from '../../contracts/role/list.js';
import type { RoleView } from '../../contracts/role/role.js';
import { permissionsOfRole, type RoleBook, roleBooks } from '../../core/roles.js';

/** Every role of the app with what it may do, and the catalogue of what a role can be allowed. */
export async function listRoles(): Promise<Output<typeof roleList>> {
  const book = (await roleBooks.get('current')) ?? { roles: {}, version: 0 };
  const names = new Set([...Object.keys(builtInRoles), ...Object.keys(book.roles)]);
  return {
    roles: [...names].map((role) => viewRole(role, book)),
    permissions: Object.entries(permissions).map(([permission, { title }]) => ({
      permission: permission as Permission,
      title,
    })),
    version: book.version,
  };
}

/** A role as an operator sees it. */
export function viewRole(role: Role, book: Pick<RoleBook, 'roles'>): z.output<typeof RoleView> {
  const builtIn = Object.hasOwn(builtInRoles, role);
  const changed = Object.hasOwn(book.roles, role);
  const title = changed ? book.roles[role]!.title : builtInRoles[role as BuiltInRole];
  return { role, title, permissions: permissionsOfRole(role, book), builtIn, changed };
}
