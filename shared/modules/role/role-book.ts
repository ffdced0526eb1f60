import type { Permission, Role } from '../../contracts/permissions.js';
import { builtInRoles } from '../../contracts/permissions.js';
import { actor } from '../../core/actor.js';
import { Failure } from '../../core/failure.js';
import { forgetRoles, permissionsOf, permissionsOfRole, type RoleBook, roleBooks } from '../../core/roles.js';
import type { Stored } from '../../core/store/collection.js';
import { now } from '../../core/time.js';

/** Everybody has these without being granted them. */
const IMPLICIT: readonly Role[] = ['guest', 'member'];

/** The app's roles as they stand, made when there are none yet. */
export async function readBook(): Promise<Stored<RoleBook>> {
  const book = await roleBooks.get('current');
  if (book) return book;
  await roleBooks.insert({ _id: 'current', admins: [], roles: {}, version: 0, updatedAt: now() });
  return (await roleBooks.get('current'))!;
}

/**
 * Changes the book as it was read.
 * @throws Failure ROLE_CHANGED when somebody else was first; nothing is changed then
 */
export async function changeBook(book: Stored<RoleBook>, change: Partial<Omit<RoleBook, '_id'>>): Promise<void> {
  const changed = await roleBooks.change('current', { revision: book.revision }, { ...change, updatedAt: now() });
  if (!changed) throw new Failure('ROLE_CHANGED');
  forgetRoles();
}

/** Whether the app knows the role, by the catalogue or by its own data. */
export function isKnown(role: Role, book: Pick<RoleBook, 'roles'>): boolean {
  return Object.hasOwn(builtInRoles, role) || Object.hasOwn(book.roles, role);
}

/** @throws Failure ROLE_NOT_GRANTABLE for a role that everybody has */
export function checkGrantable(role: Role): void {
  if (IMPLICIT.includes(role)) throw new Failure('ROLE_NOT_GRANTABLE');
}

/**
 * Nobody gives or takes what they have not themselves, as of now: whoever was dismissed a moment ago may not use what instances still
 * believe to come back.
 * @throws Failure FORBIDDEN with the first permission that the actor lacks
 */
export async function checkOwns(permissions: Iterable<Permission>): Promise<void> {
  forgetRoles();
  const own = await permissionsOf(actor());
  for (const permission of permissions) {
    if (own.has(permission)) continue;
    throw new Failure('FORBIDDEN', {
      message: `没有权限：自己没有的权限不能授予或收回（${permission}）`,
      missing: permission,
    });
  }
}

/** As `checkOwns`, for all that a role may do. */
export function checkOwnsRole(role: Role, book: Pick<RoleBook, 'roles'>): Promise<void> {
  return checkOwns(permissionsOfRole(role, book));
}
