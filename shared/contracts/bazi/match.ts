import * as z from 'zod';
import { contract } from '../contract.js';
import { subject } from './birth.js';
import { Pillars } from './chart.js';

const Person = z.strictObject(subject);

export const baziMatch = contract({
  name: 'bazi-match',
  title: '两张命盘相合',
  access: 'guest',
  input: z.strictObject({ one: Person, other: Person }),
  output: z.strictObject({
    one: Pillars,
    other: Pillars,
    /** Of 100. */
    score: z.int().min(0).max(100),
    /** What the score is the sum of. */
    items: z.array(
      z.strictObject({ name: z.string(), score: z.int(), most: z.int(), reason: z.string(), source: z.string() }),
    ),
    /** How the weights were chosen. */
    method: z.string(),
    disclaimer: z.string(),
  }),
  errors: ['NOT_FOR_MINORS'],
  budget: { roundTrips: 0, bundleKb: 1900 },
});
