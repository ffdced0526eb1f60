import type { configHistory as listContract } from '../../contracts/config/history.js';
import type { Output, Parsed } from '../../contracts/contract.js';
import { type ConfigChange, configHistory } from '../../core/config/document.js';
import { pageOf } from '../../core/store/paging.js';
import { settleHistory } from './change-config.js';

type View = Output<typeof listContract>['items'][number];

/** Who changed what, when and why, the newest first. */
export async function showHistory({
  cursor,
  limit,
}: Parsed<typeof listContract>): Promise<Output<typeof listContract>> {
  if (cursor === undefined) await settleHistory();
  const { items, nextCursor } = await pageOf(configHistory, {
    where: {},
    by: 'version',
    direction: 'desc',
    limit,
    cursor,
  });
  return { items: items.map(viewOf), nextCursor };
}

function viewOf({ version, at, by, why, backTo, changes }: ConfigChange): View {
  const shown = changes.map(({ name, from, to }) => ({ name, from: parsed(from), to: parsed(to) }));
  return { version, at, by, why, backTo, changes: shown };
}

/** What somebody broke in the database is shown as it stands there. */
function parsed(json: string | null): View['changes'][number]['to'] {
  if (json === null) return null;
  try {
    return JSON.parse(json);
  } catch {
    return json;
  }
}
