import * as z from 'zod';
import { Instant } from '../terms.js';

/**
 * - `done`: it was carried out
 * - `refused`: it failed for a reason that its caller was told of; nothing was done
 * - `failed`: it broke; nobody knows how much of it was done
 * - `unknown`: the function died before it could say
 */
export const AuditOutcome = z.enum(['done', 'refused', 'failed', 'unknown']);
export type AuditOutcome = z.output<typeof AuditOutcome>;

/** One entry of the audit chain, as an operator sees it. */
export const AuditEntryView = z.strictObject({
  seq: z.int(),
  at: Instant,
  /** A user's id, `operator:<name>`, `system` or `timer`. */
  actor: z.string(),
  roles: z.array(z.string()),
  tokenId: z.string(),
  action: z.string(),
  entity: z.string(),
  outcome: AuditOutcome,
  code: z.string(),
  summary: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  traceId: z.string(),
  hash: z.string(),
});
