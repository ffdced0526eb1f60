import * as z from 'zod';
import { contract } from '../contract.js';
import { Birth, subject, ZiRule } from './birth.js';
import { ChartDetails, Ganzhi } from './details.js';

/** `YYYY-MM-DD HH:mm:ss` by a clock that the field names; no instant. */
const ClockReading = z.string().regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/);

/** The four pillars 四柱; no hour when nobody knows it. */
export const Pillars = z.strictObject({ year: Ganzhi, month: Ganzhi, day: Ganzhi, hour: Ganzhi.nullable() });

export const baziChart = contract({
  name: 'bazi-chart',
  title: '排八字命盘',
  access: 'guest',
  input: z.strictObject(subject),
  output: z.strictObject({
    pillars: Pillars,
    ziRule: ZiRule,
    time: z.strictObject({
      /** What the clock of the place showed, in the Gregorian calendar. */
      clock: ClockReading,
      /** What day and hour are counted by. */
      local: ClockReading,
      hourKnown: z.boolean(),
    }),
    corrections: z.array(
      z.strictObject({
        kind: z.enum(['summer-time', 'longitude', 'equation-of-time', 'no-longitude']),
        /** Later when positive. */
        minutes: z.number(),
        reason: z.string(),
      }),
    ),
    /** Charts that the birth may mean, the answered one first; empty when there is no doubt. */
    candidates: z.array(
      z.strictObject({
        pillars: Pillars,
        reason: z.string(),
        /** What to ask with to have this chart. */
        birth: Birth,
      }),
    ),
    details: ChartDetails,
    luck: z.strictObject({
      forward: z.boolean(),
      /** How the start was counted. */
      rule: z.string(),
      startsAfter: z.strictObject({ years: z.int(), months: z.int(), days: z.int(), hours: z.int() }),
      /** By the clock of the place. */
      startsAt: ClockReading,
      decades: z.array(z.strictObject({ ganzhi: Ganzhi, startYear: z.int(), startAge: z.int() })),
    }),
  }),
  budget: { roundTrips: 0, bundleKb: 1900 },
});
