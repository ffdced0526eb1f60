import * as z from 'zod';
import { contract } from '../contract.js';
import { Benefits } from './benefit.js';

export const benefitWaive = contract({
  name: 'benefit-waive',
  title: '放弃剩余权益',
  access: 'member',
  /** Nothing is paid back: who asks says that he knows. */
  input: z.strictObject({ confirm: z.literal(true) }),
  output: Benefits,
  budget: { roundTrips: 3 },
});
