import * as z from 'zod';
import { contract } from '../contract.js';
import { page, pageOf } from '../terms.js';
import { LedgerEntry } from './benefit.js';

export const benefitLedger = contract({
  name: 'benefit-ledger',
  title: '权益明细',
  access: 'member',
  input: z.strictObject({ ...page }),
  /** The newest first. */
  output: pageOf(LedgerEntry),
  budget: { roundTrips: 2 },
});
