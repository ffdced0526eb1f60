import type { Output, Parsed } from '../../contracts/contract.js';
import type { roleMembers } from '../../contracts/role/members.js';
import { roleBooks, roleGrants } from '../../core/roles.js';
import { pageOf } from '../../core/store/paging.js';

/** Who has a role, by user id. The few administrators come in one page. */
export async function listMembers(request: Parsed<typeof roleMembers>): Promise<Output<typeof roleMembers>> {
  const { role, limit, cursor } = request;
  if (role === 'admin') {
    const book = await roleBooks.get('current');
    return { items: (book?.admins ?? []).map((userId) => ({ userId })), nextCursor: null };
  }
  const { items, nextCursor } = await pageOf(roleGrants, {
    where: { roles: role },
    by: '_id',
    direction: 'asc',
    limit,
    cursor,
  });
  return { items: items.map(({ _id }) => ({ userId: _id })), nextCursor };
}
