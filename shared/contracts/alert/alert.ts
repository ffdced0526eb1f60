import * as z from 'zod';
import { Instant } from '../terms.js';

export const AlertId = z.string().regex(/^alr_[0-9A-HJKMNP-TV-Z]{26}$/, '应为 alr_ 开头的编号');

export const Severity = z.enum(['critical', 'warning']);
export type Severity = z.output<typeof Severity>;

/**
 * - `pending`: the condition holds, but not yet as long as the rule wants
 * - `firing`: it has held that long, and somebody has to look
 * - `resolved`: it holds no more
 */
export const AlertState = z.enum(['pending', 'firing', 'resolved']);
export type AlertState = z.output<typeof AlertState>;

/** One condition about one subject: an action, a job, or the whole environment. */
export const Alert = z.strictObject({
  alertId: AlertId,
  rule: z.string(),
  title: z.string(),
  subject: z.string(),
  severity: Severity,
  state: AlertState,
  /** What was measured last, and what the rule allows, in words. */
  value: z.string(),
  limit: z.string(),
  /** Since when the condition holds. */
  since: Instant,
  firedAt: Instant.nullable(),
  resolvedAt: Instant.nullable(),
  acknowledgedBy: z.string().nullable(),
  acknowledgedAt: Instant.nullable(),
  silencedUntil: Instant.nullable(),
});
