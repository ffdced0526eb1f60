import type { auditSearch } from '../../contracts/audit/search.js';
import type { Output, Parsed } from '../../contracts/contract.js';
import { auditEntries } from '../../core/audit/chain.js';
import type { AuditEntry } from '../../core/audit/entry.js';
import { command, type Where } from '../../core/store/collection.js';
import { pageOf } from '../../core/store/paging.js';

/** Who did what to which entity, the newest first. */
export async function searchAudit(request: Parsed<typeof auditSearch>): Promise<Output<typeof auditSearch>> {
  const { actor, action, entity, limit, cursor } = request;
  const where: Where = {
    ...(actor !== undefined && { actor }),
    ...(action !== undefined && { action }),
    ...(entity !== undefined && { entity }),
    ...between(request),
  };
  const { items, nextCursor } = await pageOf(auditEntries, { where, by: 'at', direction: 'desc', limit, cursor });
  return { items: items.map(view), nextCursor };
}

function between({ from, until }: Parsed<typeof auditSearch>): Where {
  const _ = command();
  if (from !== undefined && until !== undefined) return { at: _.gte(from).and(_.lt(until)) };
  if (from !== undefined) return { at: _.gte(from) };
  if (until !== undefined) return { at: _.lt(until) };
  return {};
}

function view(entry: AuditEntry): Output<typeof auditSearch>['items'][number] {
  const { seq, at, actor, roles, tokenId, action, entity, outcome, code, summary, traceId, hash } = entry;
  return { seq, at, actor, roles: [...roles], tokenId, action, entity, outcome, code, summary, traceId, hash };
}
