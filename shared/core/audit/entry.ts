import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { AuditOutcome } from '../../contracts/audit/audit.js';
import type { Instant } from '../../contracts/terms.js';
import { canonical } from '../canonical.js';
import { keyRing } from '../secrets.js';

/** Names, numbers and ids that tell what was done; never what a person typed, never anything about a person. */
export type AuditSummary = Readonly<Record<string, string | number | boolean>>;

/** Who did what to which entity. */
export interface AuditRecord {
  /** The call's own id, by which its entry and its intent know each other. */
  intentId: string;
  /** When it began. */
  at: Instant;
  actor: string;
  /** The roles that an operator came with. */
  roles: readonly string[];
  /** The operator token (jti) that it was done with; empty for others. */
  tokenId: string;
  action: string;
  entity: string;
  traceId: string;
}

/** What came of it. */
export interface AuditResult {
  outcome: AuditOutcome;
  /** The code that it was refused with; `OK` when it was done, empty when nobody knows. */
  code: string;
  summary: AuditSummary;
}

/** One link of the chain. `hash` covers everything before it, `mac` proves that it was a function of this environment. */
export interface AuditEntry extends AuditRecord, AuditResult {
  _id: string;
  seq: number;
  prevHash: string;
  hash: string;
  keyId: string;
  mac: string;
}

/** What the first entry follows. */
export const GENESIS = '0'.repeat(64);

/** The id of the entry in place `seq`: two writers cannot both have it, and text order is chain order. */
export function entryId(seq: number): string {
  return `aud_${String(seq).padStart(12, '0')}`;
}

/** The entry in place `seq`, linked to the one before it. */
export function link(record: AuditRecord, result: AuditResult, seq: number, prevHash: string): AuditEntry {
  const hash = hashOf({ ...record, ...result, seq, prevHash });
  return { _id: entryId(seq), ...record, ...result, seq, prevHash, hash, ...stamp(hash) };
}

/** The hash that an entry must have: SHA-256 over its canonical JSON, the hash before it included. */
export function hashOf(entry: AuditRecord & AuditResult & Pick<AuditEntry, 'seq' | 'prevHash'>): string {
  const { intentId, at, actor, roles, tokenId, action, entity, traceId, outcome, code, summary, seq, prevHash } = entry;
  const covered = {
    intentId,
    at,
    actor,
    roles,
    tokenId,
    action,
    entity,
    traceId,
    outcome,
    code,
    summary,
    seq,
    prevHash,
  };
  return createHash('sha256').update(canonical(covered)).digest('hex');
}

/** Proves that `text` was written by who has the environment's keys (HMAC-SHA256). */
export function stamp(text: string): { keyId: string; mac: string } {
  const { id, key } = keyRing('audit').current;
  return { keyId: id, mac: macOf(key, text) };
}

/** Whether `stamped` was made for `text`; `retired` when its key is not in use any more, so that nobody can tell. */
export function checkStamp(text: string, stamped: { keyId: string; mac: string }): 'genuine' | 'forged' | 'retired' {
  const named = keyRing('audit').byId(stamped.keyId);
  if (!named) return 'retired';
  const [expected, given] = [Buffer.from(macOf(named.key, text)), Buffer.from(String(stamped.mac))];
  return expected.length === given.length && timingSafeEqual(expected, given) ? 'genuine' : 'forged';
}

function macOf(key: Buffer, text: string): string {
  return createHmac('sha256', key).update(text).digest('hex');
}
