import * as z from 'zod';
import { contract } from '../contract.js';
import { FIRST_YEAR, LAST_YEAR, subject } from './birth.js';
import { Ganzhi } from './details.js';

const Year = z.strictObject({
  /** Gregorian; its pillar reigns from 立春. */
  year: z.int(),
  /** 虚岁. */
  age: z.int(),
  ganzhi: Ganzhi,
  /** 小运; null when the hour is unknown. */
  minor: Ganzhi.nullable(),
});

export const baziLuck = contract({
  name: 'bazi-luck',
  title: '排大运、流年、流月、流日',
  access: 'guest',
  input: z
    .strictObject({
      ...subject,
      /** Also the twelve months of this year. */
      year: z.int().min(FIRST_YEAR).max(LAST_YEAR).optional(),
      /** Also the days of this month of the year: 0 for 寅 to 11 for 丑. */
      month: z.int().min(0).max(11).optional(),
    })
    .superRefine(({ year, month }, check) => {
      if (month !== undefined && year === undefined) {
        check.addIssue({ code: 'custom', path: ['year'], message: '查流日时要填写流年' });
      }
    }),
  output: z.strictObject({
    /** The years before the first decade, under the small luck alone. */
    childhood: z.array(Year),
    decades: z.array(z.strictObject({ ganzhi: Ganzhi, startYear: z.int(), startAge: z.int(), years: z.array(Year) })),
    months: z.array(
      z.strictObject({
        ganzhi: Ganzhi,
        jie: z.string(),
        /** When the 节 comes, by Beijing's clock: `YYYY-MM-DD HH:mm:ss`. */
        startsAt: z.string(),
      }),
    ),
    days: z.array(z.strictObject({ date: z.iso.date(), ganzhi: Ganzhi })),
  }),
  budget: { roundTrips: 0, bundleKb: 1900 },
});
