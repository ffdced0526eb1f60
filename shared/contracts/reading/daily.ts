import * as z from 'zod';
import { AlmanacDate } from '../almanac/day.js';
import { subject } from '../bazi/birth.js';
import { Ganzhi } from '../bazi/details.js';
import { contract } from '../contract.js';

export const readingDaily = contract({
  name: 'reading-daily',
  title: '每日一览',
  access: 'guest',
  input: z.strictObject({
    ...subject,
    /** Today in Beijing unless said. */
    date: AlmanacDate.optional(),
  }),
  output: z.strictObject({
    date: AlmanacDate,
    ganzhi: Ganzhi,
    /** What the day's stem is to the chart's. */
    tenGod: z.string(),
    /** What the day's pillar does with those of the chart. */
    relations: z.array(z.string()),
    text: z.string(),
    disclaimer: z.string(),
  }),
  budget: { roundTrips: 0, bundleKb: 1900 },
});
