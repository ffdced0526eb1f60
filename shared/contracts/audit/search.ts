import * as z from 'zod';
import { contract } from '../contract.js';
import { Instant, page, pageOf } from '../terms.js';
import { AuditEntryView } from './audit.js';

const Name = z.string().min(1).max(100);

export const auditSearch = contract({
  name: 'audit-search',
  title: '查询审计记录',
  access: 'audit.read',
  input: z.strictObject({
    /** A user's id, or `operator:<name>`. */
    actor: Name.optional(),
    action: Name.optional(),
    /** The id of what was acted on. */
    entity: Name.optional(),
    from: Instant.optional(),
    /** Not included. */
    until: Instant.optional(),
    ...page,
  }),
  output: pageOf(AuditEntryView),
  budget: { roundTrips: 3 },
});
