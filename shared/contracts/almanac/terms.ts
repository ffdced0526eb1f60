import * as z from 'zod';
import { contract } from '../contract.js';
import { AlmanacDate } from './day.js';

export const almanacTerms = contract({
  name: 'almanac-terms',
  title: '二十四节气',
  access: 'guest',
  input: z.strictObject({
    /** This year in Beijing unless said. */
    year: z.int().min(1901).max(2100).optional(),
  }),
  output: z.strictObject({
    year: z.int(),
    /** Today in Beijing. */
    today: AlmanacDate,
    /** From 小寒 to 冬至. */
    terms: z
      .array(
        z.strictObject({
          name: z.string(),
          date: AlmanacDate,
          /** When it begins, `HH:mm` of Beijing. */
          time: z.string().regex(/^\d\d:\d\d$/),
          /** 节, with which a month of stems and branches begins, or 气. */
          kind: z.enum(['节', '气']),
        }),
      )
      .length(24),
  }),
  budget: { roundTrips: 0, bundleKb: 1800 },
});
