import * as z from 'zod';
import { contract } from '../contract.js';
import { Benefits } from './benefit.js';

export const benefitGet = contract({
  name: 'benefit-get',
  title: '我的权益',
  access: 'member',
  input: z.strictObject({}),
  output: Benefits,
  budget: { roundTrips: 1 },
});
