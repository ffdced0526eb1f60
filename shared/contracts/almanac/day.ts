import * as z from 'zod';
import { Ganzhi } from '../bazi/details.js';
import { contract } from '../contract.js';

/** A day whose almanac is computed, 1900 to 2100. */
export const AlmanacDate = z.iso.date().refine((date) => date >= '1900-02-01' && date <= '2100-12-31', {
  error: '应在 1900-02-01 至 2100-12-31 之间',
});

const Luck = z.enum(['吉', '凶']);

export const almanacDay = contract({
  name: 'almanac-day',
  title: '黄历',
  access: 'guest',
  input: z.strictObject({
    /** Today in Beijing unless said. */
    date: AlmanacDate.optional(),
  }),
  output: z.strictObject({
    date: AlmanacDate,
    lunar: z.string(),
    pillars: z.strictObject({ year: Ganzhi, month: Ganzhi, day: Ganzhi }),
    /** The solar term that begins on this day. */
    term: z.string().nullable(),
    /** The solar term that reigns, which of its days it is, from 1, and when the next begins. */
    season: z.strictObject({
      name: z.string(),
      day: z.int().min(1),
      next: z.strictObject({ name: z.string(), date: z.iso.date() }),
    }),
    festivals: z.array(z.string()),
    /** 建除十二神. */
    duty: z.string(),
    /** 黄道黑道十二神. */
    star: z.strictObject({ name: z.string(), ecliptic: z.enum(['黄道', '黑道']) }),
    recommends: z.array(z.string()),
    avoids: z.array(z.string()),
    /** Whom the day clashes with, and the direction 煞 that it stands in. */
    clash: z.strictObject({ branch: z.string(), zodiac: z.string(), direction: z.string() }),
    directions: z.strictObject({ joy: z.string(), wealth: z.string(), fortune: z.string() }),
    /** 二十八宿. */
    mansion: z.strictObject({
      name: z.string(),
      luck: Luck,
      /** With its luminary and its animal: 角木蛟. */
      fullName: z.string(),
    }),
    /** 彭祖百忌, of the stem and of the branch. */
    pengZu: z.tuple([z.string(), z.string()]),
    hours: z.array(z.strictObject({ ganzhi: Ganzhi, star: z.string(), luck: Luck })).length(12),
  }),
  budget: { roundTrips: 0, bundleKb: 1800 },
});
