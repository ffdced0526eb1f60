import * as z from 'zod';
import { contract } from '../contract.js';
import { lineOfText, RequestId, UserId } from '../terms.js';
import { Benefits } from './benefit.js';
import { SomeGrants } from './grants.js';

export const benefitGive = contract({
  name: 'benefit-give',
  title: '赠送权益',
  access: 'benefit.give',
  idempotent: 'claimed',
  audited: ({ userId }) => userId,
  input: z.strictObject({
    requestId: RequestId,
    userId: UserId,
    grants: SomeGrants,
    /** The member reads it in the ledger. */
    reason: lineOfText(1, 60),
  }),
  output: Benefits,
  budget: { roundTrips: 12 },
});
