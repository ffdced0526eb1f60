import type { Instant } from '../../contracts/terms.js';
import { canonical } from '../canonical.js';
import { collection } from '../store/collection.js';
import { declareCollection } from '../store/declare.js';
import { type AuditRecord, type AuditResult, checkStamp, stamp } from './entry.js';

/** Says before anything is done that it will be, so that a call which dies leaves a trace. */
export interface AuditIntent {
  _id: string;
  record: AuditRecord;
  /** What came of it, when it is known and the chain had no place for it; or null. */
  result: AuditResult | null;
  keyId: string;
  mac: string;
  /** When the sweep has to see to it: the call is over by then, or dead. */
  dueAt: Instant;
}

export const auditIntentCollection = declareCollection(
  'auditIntents',
  [{ name: 'dueAt', keys: [['dueAt', 1]] }],
  'none',
);
export const auditIntents = collection<AuditIntent>(auditIntentCollection.name);

/** Signs what an intent says: whoever can only write to the database cannot have an entry made by planting one. */
export function signIntent(
  record: AuditRecord,
  result: AuditResult | null,
): Pick<AuditIntent, 'record' | 'result' | 'keyId' | 'mac'> {
  return { record, result, ...stamp(canonical({ record, result })) };
}

export function isGenuineIntent({ record, result, keyId, mac }: AuditIntent): boolean {
  return checkStamp(canonical({ record, result }), { keyId, mac }) === 'genuine';
}
