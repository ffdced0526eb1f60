import * as z from 'zod';
import { FIRST_YEAR, LAST_YEAR } from '../bazi/birth.js';
import { Ganzhi } from '../bazi/details.js';
import { contract } from '../contract.js';
import { AlmanacDate } from './day.js';

export const Purpose = z.enum([
  'wedding',
  'engagement',
  'moving',
  'opening',
  'contract',
  'travel',
  'construction',
  'study',
  'haircut',
]);
export type Purpose = z.output<typeof Purpose>;

export const almanacPick = contract({
  name: 'almanac-pick',
  title: '择日',
  access: 'guest',
  input: z.strictObject({
    purpose: Purpose,
    from: AlmanacDate,
    days: z.int().min(1).max(120),
    /** Years in which those were born whom the day must not clash with, each counted from 立春. */
    birthYears: z.array(z.int().min(FIRST_YEAR).max(LAST_YEAR)).max(6).default([]),
    weekendsOnly: z.boolean().default(false),
  }),
  output: z.strictObject({
    /** The best first; days of one score by their dates. */
    days: z.array(
      z.strictObject({
        date: AlmanacDate,
        lunar: z.string(),
        ganzhi: Ganzhi,
        weekend: z.boolean(),
        score: z.int(),
        reasons: z.array(z.string()),
      }),
    ),
    /** Days that were looked at, and why others are not among them. */
    looked: z.int(),
    left: z.strictObject({ notRecommended: z.int(), avoided: z.int(), clashing: z.int(), notWeekend: z.int() }),
  }),
  budget: { roundTrips: 0, bundleKb: 1800 },
});
