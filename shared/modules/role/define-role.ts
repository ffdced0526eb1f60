import type { Output, Parsed } from '../../contracts/contract.js';
import type { Permission } from '../../contracts/permissions.js';
import type { roleDefine } from '../../contracts/role/define.js';
import { noteForAudit } from '../../core/audit/audit.js';
import { Failure } from '../../core/failure.js';
import { permissionsOfRole } from '../../core/roles.js';
import { viewRole } from './list-roles.js';
import { changeBook, checkOwns, readBook } from './role-book.js';

/** The roles that data defines are kept in one document. */
const MOST_ROLES = 100;
/** An administrator may do everything, and a guest is nobody: what they may do is not for data to say. */
const FIXED: readonly string[] = ['admin', 'guest'];

/**
 * Makes a role, or changes what one may do; a built-in one too.
 * @throws Failure ROLE_CHANGED when the roles are not those of `version` any more
 * @throws Failure FORBIDDEN when it would give or take a permission that the actor has not
 */
export async function defineRole(request: Parsed<typeof roleDefine>): Promise<Output<typeof roleDefine>> {
  const { role, title } = request;
  const permissions = [...new Set(request.permissions)];
  if (FIXED.includes(role)) throw new Failure('ROLE_NOT_GRANTABLE');
  const book = await readBook();
  if (book.version !== request.version) throw new Failure('ROLE_CHANGED');

  const before = permissionsOfRole(role, book);
  const [given, taken] = [without(permissions, before), without(before, permissions)];
  await checkOwns([...given, ...taken]);
  noteForAudit({ given: given.join('+'), taken: taken.join('+'), version: book.version + 1 });

  const roles = { ...book.roles, [role]: { title, permissions } };
  if (Object.keys(roles).length > MOST_ROLES) throw new Failure('TOO_MANY_ROLES');
  const version = book.version + 1;
  await changeBook(book, { roles, version });
  return { role: viewRole(role, { roles }), version };
}

function without(permissions: readonly Permission[], others: readonly Permission[]): Permission[] {
  return permissions.filter((permission) => !others.includes(permission));
}
