import type { auditSweep } from '../../contracts/audit/sweep.js';
import type { Output } from '../../contracts/contract.js';
import { append, auditEntries, renewHead } from '../../core/audit/chain.js';
import type { AuditResult } from '../../core/audit/entry.js';
import { type AuditIntent, auditIntents, isGenuineIntent } from '../../core/audit/intent.js';
import { describeError, log } from '../../core/log.js';
import { command } from '../../core/store/collection.js';
import { after, DAY, MINUTE, now, SECOND, toMs } from '../../core/time.js';

const BATCH = 100;
/** The sweep takes on no more after this long; the next minute's goes on. */
const ENOUGH = 40 * SECOND;

/** What is kept of a call that died before it could say. */
const NOBODY_KNOWS: AuditResult = { outcome: 'unknown', code: '', summary: {} };

/**
 * Brings into the chain what the calls themselves could not: records that found no place in a crowd, and calls that died. Safe
 * to run twice, and at the same time: an intent has one entry at most, by the unique index on its id.
 */
export async function sweepAudit(): Promise<Run> {
  const run: Run = { appended: 0, unknown: 0, cleared: 0, failed: 0 };
  const startedAt = now();
  await renewHead();
  let due: AuditIntent[];
  do {
    due = await auditIntents.find({ dueAt: command().lte(startedAt) }, { orderBy: [['dueAt', 'asc']], limit: BATCH });
    const kept = await keptAlready(due);
    for (const intent of due.filter(({ _id }) => !kept.has(_id))) {
      if (toMs(now()) - toMs(startedAt) > ENOUGH) return run;
      if (await bringIn(intent, run)) kept.add(intent._id);
    }
    run.cleared += await clear(kept);
  } while (due.length === BATCH);
  return run;
}

async function keptAlready(intents: readonly AuditIntent[]): Promise<Set<string>> {
  if (intents.length === 0) return new Set();
  const ids = intents.map(({ _id }) => _id);
  const entries = await auditEntries.find({ intentId: command().in(ids) }, { limit: BATCH, fields: ['intentId'] });
  return new Set(entries.map(({ intentId }) => intentId));
}

type Run = Output<typeof auditSweep>;

/** @returns whether the intent has its entry */
async function bringIn(intent: AuditIntent, run: Run): Promise<boolean> {
  const { _id, record, result } = intent;
  if (!isGenuineIntent(intent)) {
    log('error', 'audit.intent-forged', { intentId: _id });
    await lookAgain(intent, DAY);
    run.failed += 1;
    return false;
  }
  try {
    if (!(await append(record, result ?? NOBODY_KNOWS))) throw new Error('the chain is crowded');
    run.appended += 1;
    if (!result) run.unknown += 1;
    return true;
  } catch (error) {
    log('error', 'audit.not-appended', { intentId: _id, ...describeError(error) });
    await lookAgain(intent, MINUTE);
    run.failed += 1;
    return false;
  }
}

async function lookAgain({ _id, dueAt }: AuditIntent, wait: number): Promise<void> {
  await auditIntents.change(_id, { dueAt }, { dueAt: after(now(), wait) });
}

async function clear(kept: ReadonlySet<string>): Promise<number> {
  return kept.size === 0 ? 0 : auditIntents.remove({ _id: command().in([...kept]) });
}
