import * as z from 'zod';
import { Ganzhi } from '../bazi/details.js';
import { contract } from '../contract.js';
import { AlmanacDate } from './day.js';

export const almanacMonth = contract({
  name: 'almanac-month',
  title: '月历',
  access: 'guest',
  input: z.strictObject({
    /** With `month` from February 1900 to December 2100; this month in Beijing unless both are said. */
    year: z.int().min(1900).max(2100).optional(),
    month: z.int().min(1).max(12).optional(),
  }),
  output: z.strictObject({
    year: z.int(),
    month: z.int(),
    /** Today in Beijing. */
    today: AlmanacDate,
    /** Every day of the month. */
    days: z.array(
      z.strictObject({
        date: AlmanacDate,
        /** As 十月 and 十三; a leap month begins with 闰. */
        lunar: z.strictObject({ month: z.string(), day: z.string() }),
        /** The solar term that begins on this day. */
        term: z.string().nullable(),
        festivals: z.array(z.string()),
        pillars: z.strictObject({ year: Ganzhi, month: Ganzhi, day: Ganzhi }),
        zodiac: z.string(),
      }),
    ),
  }),
  budget: { roundTrips: 0, bundleKb: 1800 },
});
