import * as z from 'zod';
import { contract } from '../contract.js';

/**
 * - `changed`: an entry does not have the hash of what it says
 * - `forged`: an entry, or the head, was not made by a function of this environment
 * - `missing`: the entry of that place is gone, and later ones are there
 * - `moved`: an entry does not follow the one before it
 * - `truncated`: the chain ends before its signed head
 * - `headless`: there are entries, and no head
 * - `beyond-head`: entries follow the head that it does not know of
 * - `rewound`: the chain is not the one that the given anchor was taken from
 */
export const AuditProblem = z.enum([
  'changed',
  'forged',
  'missing',
  'moved',
  'truncated',
  'headless',
  'beyond-head',
  'rewound',
]);
export type AuditProblem = z.output<typeof AuditProblem>;

const Place = z.strictObject({ seq: z.int().min(0), hash: z.string().regex(/^[0-9a-f]{64}$/) });

export const auditVerify = contract({
  name: 'audit-verify',
  title: '校验审计链',
  access: 'audit.read',
  input: z.strictObject({
    /** Where to go on: `next` of the answer before. */
    after: Place.optional(),
    /** A place that is known from elsewhere, as from a log line `audit.appended`: the chain has to pass through it. */
    anchor: Place.optional(),
    /** Entries to look at in this call. */
    limit: z.int().min(1).max(5000).default(2000),
  }),
  output: z.strictObject({
    /** Whether the chain is whole, as far as this call has looked. */
    whole: z.boolean(),
    /** Entries that this call has looked at, and those among them whose key is retired: held by their hashes alone. */
    checked: z.int(),
    retired: z.int(),
    /** The first place that is broken. */
    broken: z.strictObject({ seq: z.int(), problem: AuditProblem }).nullable(),
    /** Where the next call goes on; null at the end of the chain. */
    next: Place.nullable(),
    head: Place.nullable(),
  }),
  budget: { roundTrips: 10 },
  timeoutSeconds: 30,
});
