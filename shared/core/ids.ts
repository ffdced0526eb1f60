import { createHash } from 'node:crypto';
import type { Actor } from './actor.js';
import { canonical } from './canonical.js';

/** The kinds of documents, and the prefix of their ids. */
const prefixes = {
  user: 'usr',
  spu: 'spu',
  sku: 'sku',
  address: 'adr',
  alert: 'alr',
  alertSilence: 'als',
  order: 'ord',
  anomaly: 'anm',
  request: 'req',
  event: 'evt',
  deadLetter: 'dlt',
  task: 'tsk',
  bucket: 'bkt',
  cache: 'cch',
  configChange: 'cfg',
  notice: 'ntc',
  file: 'fil',
  identity: 'idn',
  session: 'ses',
  signInCode: 'sic',
  nonce: 'non',
  reading: 'rdg',
  benefits: 'bnf',
  benefitPage: 'bnp',
  gift: 'gft',
  record: 'rec',
  share: 'shr',
} as const;

export type IdKind = keyof typeof prefixes;

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 26;

/**
 * The id that `key` always leads to: 130 bits of SHA-256.
 *
 * A document that is made under a derived id cannot be made twice, and needs no look-up to be found again.
 */
export function derivedId<Id extends string>(kind: IdKind, ...key: string[]): Id {
  return id(kind, createHash('sha256').update(JSON.stringify(key)).digest());
}

function id<Id extends string>(kind: IdKind, bytes: Buffer): Id {
  const digits = Array.from({ length: LENGTH }, (_, place) => CROCKFORD[fiveBits(bytes, place * 5)]);
  return `${prefixes[kind]}_${digits.join('')}` as Id;
}

function fiveBits(bytes: Buffer, from: number): number {
  const window = (bytes[from >> 3]! << 8) | bytes[(from >> 3) + 1]!;
  return (window >> (11 - (from & 7))) & 31;
}

/** A short, stable text that stands for `value`; equal values give equal texts whatever the order of their keys. */
export function fingerprint(value: unknown): string {
  return createHash('sha256').update(canonical(value)).digest('base64url').slice(0, 32);
}

/** A text that stands for the actor and nobody else: what a document or a record says of who made it. */
export function actorId(of: Actor): string {
  switch (of.kind) {
    case 'member':
      return of.userId;
    case 'operator':
      return `operator:${of.operatorId}`;
    default:
      return of.kind;
  }
}
