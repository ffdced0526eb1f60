import type { Output, Parsed } from '../../contracts/contract.js';
import type { roleGrant } from '../../contracts/role/grant.js';
import type { UserId } from '../../contracts/terms.js';
import { noteForAudit } from '../../core/audit/audit.js';
import { Failure } from '../../core/failure.js';
import { forgetRoles, type RoleBook, roleGrants } from '../../core/roles.js';
import { command, type Stored } from '../../core/store/collection.js';
import { now } from '../../core/time.js';
import { changeBook, checkGrantable, checkOwnsRole, isKnown, readBook } from './role-book.js';

/** Administrators are few; they are kept in one document. */
const MOST_ADMINS = 50;

/**
 * Gives a user a role. Safe to repeat. It takes effect within a minute everywhere.
 * @throws Failure ROLE_NOT_FOUND, ROLE_NOT_GRANTABLE, FORBIDDEN for a role that may do more than who grants it
 */
export async function grantRole({ userId, role }: Parsed<typeof roleGrant>): Promise<Output<typeof roleGrant>> {
  noteForAudit({ role });
  const book = await readBook();
  if (!isKnown(role, book)) throw new Failure('ROLE_NOT_FOUND');
  checkGrantable(role);
  await checkOwnsRole(role, book);

  if (role === 'admin') await makeAdmin(userId, book);
  else await add(userId, role);
  return { userId, role };
}

async function makeAdmin(userId: UserId, book: Stored<RoleBook>): Promise<void> {
  if (book.admins.includes(userId)) return;
  if (book.admins.length >= MOST_ADMINS) throw new Failure('TOO_MANY_ROLES');
  await changeBook(book, { admins: [...book.admins, userId] });
}

async function add(userId: UserId, role: string): Promise<void> {
  const addTo = () => roleGrants.change(userId, {}, { roles: command().addToSet(role), updatedAt: now() });
  const added =
    (await addTo()) || (await roleGrants.insert({ _id: userId, roles: [role], updatedAt: now() })) || (await addTo());
  if (!added) throw new Error(`the roles of ${userId} are neither there nor free`);
  forgetRoles();
}
