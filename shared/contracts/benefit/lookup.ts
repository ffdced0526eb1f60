import * as z from 'zod';
import { contract } from '../contract.js';
import { page, pageOf, UserId } from '../terms.js';
import { Benefits, LedgerEntry } from './benefit.js';

export const benefitLookup = contract({
  name: 'benefit-lookup',
  title: '查看任一会员的权益',
  access: 'benefit.read',
  input: z.strictObject({ userId: UserId, ...page }),
  output: z.strictObject({
    benefits: Benefits,
    /** The newest line first. */
    ledger: pageOf(LedgerEntry),
  }),
  budget: { roundTrips: 4 },
});
