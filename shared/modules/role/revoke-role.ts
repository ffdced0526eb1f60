import type { Output, Parsed } from '../../contracts/contract.js';
import type { roleRevoke } from '../../contracts/role/revoke.js';
import type { UserId } from '../../contracts/terms.js';
import { noteForAudit } from '../../core/audit/audit.js';
import { Failure } from '../../core/failure.js';
import { forgetRoles, type RoleBook, roleGrants } from '../../core/roles.js';
import { command, type Stored } from '../../core/store/collection.js';
import { now } from '../../core/time.js';
import { changeBook, checkGrantable, checkOwnsRole, readBook } from './role-book.js';

/**
 * Takes a role from a user. Safe to repeat. It takes effect within a minute everywhere.
 * @throws Failure LAST_ADMIN when nobody would be left to grant roles
 * @throws Failure FORBIDDEN for a role that may do more than who takes it
 */
export async function revokeRole({ userId, role }: Parsed<typeof roleRevoke>): Promise<Output<typeof roleRevoke>> {
  noteForAudit({ role });
  checkGrantable(role);
  const book = await readBook();
  await checkOwnsRole(role, book);

  if (role === 'admin') await dismiss(userId, book);
  else await roleGrants.change(userId, { roles: role }, { roles: command().pull(role), updatedAt: now() });
  forgetRoles();
  return { userId, role };
}

async function dismiss(userId: UserId, book: Stored<RoleBook>): Promise<void> {
  if (!book.admins.includes(userId)) return;
  const admins = book.admins.filter((admin) => admin !== userId);
  if (admins.length === 0) throw new Failure('LAST_ADMIN');
  await changeBook(book, { admins });
}
