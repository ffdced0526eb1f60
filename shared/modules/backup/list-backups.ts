import type { backupList } from '../../contracts/backup/list.js';
import type { Output, Parsed } from '../../contracts/contract.js';
import { pageOf } from '../../core/store/paging.js';
import { backups } from './backups.js';

/** The backups, the newest first. */
export async function listBackups({ limit, cursor }: Parsed<typeof backupList>): Promise<Output<typeof backupList>> {
  const page = await pageOf(backups, { where: {}, by: 'startedAt', direction: 'desc', limit, cursor });
  const items = page.items.map(
    ({ _id, kind, state, startedAt, endedAt, documents, written, bytes, verifiedAt, problem }) => ({
      ...{ backupId: _id, kind, state, startedAt, endedAt, documents, written, bytes, verifiedAt, problem },
    }),
  );
  return { items, nextCursor: page.nextCursor };
}
