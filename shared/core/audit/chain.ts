import { randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { log } from '../log.js';
import { collection, command } from '../store/collection.js';
import { declareCollection } from '../store/declare.js';
import {
  type AuditEntry,
  type AuditRecord,
  type AuditResult,
  checkStamp,
  entryId,
  GENESIS,
  hashOf,
  link,
  stamp,
} from './entry.js';

/** The end of the chain, signed: without it nobody could tell that the last entries are gone. */
export interface AuditHead {
  _id: 'head';
  seq: number;
  hash: string;
  keyId: string;
  mac: string;
}

export const auditCollection = declareCollection(
  'audit',
  [
    { name: 'intentId', keys: [['intentId', 1]], unique: true },
    {
      name: 'at',
      keys: [
        ['at', -1],
        ['_id', -1],
      ],
    },
    {
      name: 'actor_at',
      keys: [
        ['actor', 1],
        ['at', -1],
        ['_id', -1],
      ],
    },
    {
      name: 'action_at',
      keys: [
        ['action', 1],
        ['at', -1],
        ['_id', -1],
      ],
    },
    {
      name: 'entity_at',
      keys: [
        ['entity', 1],
        ['at', -1],
        ['_id', -1],
      ],
    },
  ],
  {
    of: 'actor',
    onDeletion: {
      keep: true,
      because: 'Cybersecurity Law of the PRC, article 21; an entry taken out would break the chain',
    },
    hidden: ['prevHash', 'hash', 'keyId', 'mac'],
  },
);
export const auditHeadCollection = declareCollection('auditHeads', [], 'none');

export const auditEntries = collection<AuditEntry>(auditCollection.name);
export const auditHeads = collection<AuditHead>(auditHeadCollection.name);

/** How often a writer tries for the next place; who has had no luck by then leaves it to the sweep. */
const TRIES = 6;

/**
 * Puts a record at the end of the chain: takes the place after the head by the entry's id, which only one writer can, then
 * moves the head on. A writer that finds the place taken moves the head for the other, who may be dead, and tries the next.
 * Three round trips when nobody else writes.
 * @returns whether it found a place
 * @throws Error when the head or the entry after it is forged: nothing is ever linked to those
 */
export async function append(record: AuditRecord, result: AuditResult): Promise<boolean> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    if (tries > 0) await pause(randomInt(5, 40) * tries);
    const head = (await readHead()) ?? (await begin());
    const entry = link(record, result, head.seq + 1, head.hash);
    const placed = await auditEntries.insert(entry);
    const last = placed ? entry : await auditEntries.get(entry._id);
    if (last) await moveHead(head, last);
    if (placed) {
      // Kept where the database's writers cannot reach: with it a chain that was rewound is found out.
      log('info', 'audit.appended', { seq: entry.seq, hash: entry.hash });
      return true;
    }
  }
  return false;
}

/**
 * The end of the chain; undefined before the first entry.
 * @throws Error when it is forged
 */
async function readHead(): Promise<AuditHead | undefined> {
  const head = await auditHeads.get('head');
  if (head && !isGenuineHead(head)) throw new Error('the head of the audit chain is forged: run audit-verify');
  return head;
}

/** The head is there before the first entry: where entries are without it, somebody has taken it away. */
async function begin(): Promise<AuditHead> {
  const [entry] = await auditEntries.find({ _id: command().gte(entryId(1)) }, { limit: 1, fields: ['_id'] });
  if (entry) throw new Error('the audit chain has lost its head: run audit-verify');
  const head: AuditHead = { _id: 'head', ...signHead(0, GENESIS) };
  await auditHeads.insert(head);
  return head;
}

/** Whether the head was signed by a function of this environment. */
export function isGenuineHead(head: AuditHead): boolean {
  return checkStamp(headText(head), head) === 'genuine';
}

/**
 * Signs the head with the current key when an older one did, so that the older can be retired.
 * @throws Error when the head is forged
 */
export async function renewHead(): Promise<void> {
  const head = await readHead();
  if (!head) return;
  const renewed = signHead(head.seq, head.hash);
  if (renewed.keyId !== head.keyId) await auditHeads.change('head', { seq: head.seq }, renewed);
}

async function moveHead(from: AuditHead, to: AuditEntry): Promise<void> {
  const follows = to.prevHash === from.hash && to._id === entryId(from.seq + 1) && to.seq === from.seq + 1;
  if (!follows || to.hash !== hashOf(to) || checkStamp(to.hash, to) !== 'genuine') {
    throw new Error(`entry ${to._id} of the audit chain is forged: run audit-verify`);
  }
  await auditHeads.change('head', { seq: from.seq }, signHead(to.seq, to.hash));
}

function signHead(seq: number, hash: string): Omit<AuditHead, '_id'> {
  return { seq, hash, ...stamp(headText({ seq, hash })) };
}

function headText({ seq, hash }: Pick<AuditHead, 'seq' | 'hash'>): string {
  return `head ${seq} ${hash}`;
}
