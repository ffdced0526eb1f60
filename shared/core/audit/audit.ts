import { randomUUID } from 'node:crypto';
import { context } from '../context.js';
import { Failure } from '../failure.js';
import { actorId } from '../ids.js';
import { describeError, log } from '../log.js';
import { after, MINUTE, now } from '../time.js';
import { append } from './chain.js';
import type { AuditRecord, AuditResult, AuditSummary } from './entry.js';
import { auditIntents, signIntent } from './intent.js';

/** No call is alive any more after this long: the platform lets a function run for 15 minutes at most. */
const OVER_AFTER = 16 * MINUTE;

/** Adds to what is kept of a deed. */
export type Note = (summary: AuditSummary) => void;

/** What is done, and to what. */
export interface Deed {
  /** Named as an action is: `<thing>-<verb>`. */
  action: string;
  /** The id of the entity. */
  entity: string;
  summary?: AuditSummary;
}

/**
 * Does `work` and keeps in the audit chain who did it, to what, and what came of it. Four round trips besides the work's own.
 *
 * What will be done is written down before, so a call that dies in between is found by the sweep and kept as `unknown`; when
 * it cannot be written down, nothing is done. Once the work is done, trouble with the record does not undo it: the sweep brings
 * the record in.
 * @throws what the work throws
 */
export async function audited<T>(deed: Deed, work: (note: Note) => Promise<T>): Promise<T> {
  const record = recordOf(deed);
  let summary = checkedSummary(deed.summary ?? {});
  const note: Note = (more) => {
    summary = { ...summary, ...checkedSummary(more) };
  };
  await auditIntents.insert({
    _id: record.intentId,
    ...signIntent(record, null),
    dueAt: after(now(), OVER_AFTER),
  });
  try {
    const value = await work(note);
    await conclude(record, { outcome: 'done', code: 'OK', summary });
    return value;
  } catch (thrown) {
    const known = thrown instanceof Failure && thrown.code !== 'INTERNAL';
    const code = known ? thrown.code : 'INTERNAL';
    await conclude(record, { outcome: known ? 'refused' : 'failed', code, summary });
    throw thrown;
  }
}

/** Keeps in the audit chain what has just been done. Four round trips. */
export function audit(deed: Deed): Promise<void> {
  return audited(deed, async () => {});
}

/**
 * Adds to the audit record of the present call: amounts, states, ids. Never what a person typed. Without effect in a call that is
 * not audited.
 * @throws Error for a text that is no name and no id
 */
export function noteForAudit(summary: AuditSummary): void {
  context().auditNote?.(summary);
}

async function conclude(record: AuditRecord, result: AuditResult): Promise<void> {
  try {
    if (await append(record, result)) return;
    log('warn', 'audit.crowded', { intentId: record.intentId });
  } catch (error) {
    log('error', 'audit.not-appended', { intentId: record.intentId, ...describeError(error) });
  }
  try {
    await auditIntents.change(record.intentId, {}, { ...signIntent(record, result), dueAt: now() });
  } catch (error) {
    log('error', 'audit.left-open', { intentId: record.intentId, ...describeError(error) });
  }
}

function recordOf({ action, entity }: Deed): AuditRecord {
  checkedSummary({ entity });
  const { actor, traceId } = context();
  return {
    intentId: randomUUID(),
    at: now(),
    actor: actorId(actor),
    roles: actor.kind === 'operator' ? [...actor.roles] : [],
    tokenId: actor.kind === 'operator' ? actor.tokenId : '',
    action,
    entity,
    traceId,
  };
}

/** What may stand in a record that nobody can ever delete: names and ids in ASCII, and nothing like a phone or ID number. */
const NAME = /^[\w.:@/+-]{0,4000}$/;
const PERSONAL = /^(?:\+?86)?1[3-9]\d{9}$|^\d{17}[\dXx]$/;

function checkedSummary(summary: AuditSummary): AuditSummary {
  for (const [field, value] of Object.entries(summary)) {
    const text = typeof value === 'string' ? value : '';
    if (!NAME.test(text) || PERSONAL.test(String(value)))
      throw new Error(`${field} must not be kept in the audit chain`);
  }
  return summary;
}
