import * as z from 'zod';

/** Years whose solar terms the calendar tables give to the minute, and each of whose months holds one 节. */
export const FIRST_YEAR = 1700;
export const LAST_YEAR = 2200;

/** When somebody was born, as the clock and the calendar of the place said. */
export const Birth = z
  .strictObject({
    calendar: z.enum(['solar', 'lunar']),
    /** Of the calendar; a lunar year is named by the Gregorian year in which it began. */
    year: z.int().min(FIRST_YEAR).max(LAST_YEAR),
    month: z.int().min(1).max(12),
    day: z.int().min(1).max(31),
    /** Not given when nobody knows it. */
    hour: z.int().min(0).max(23).optional(),
    minute: z.int().min(0).max(59).optional(),
    /** For a lunar date: the leap month 闰月 that follows the month of that number. */
    isLeapMonth: z.boolean().optional(),
    /** Which of the two, when the clock was set back and showed this time twice: 0 for the first, 1 for the second. */
    fold: z.literal([0, 1]).optional(),
    /** For an unknown hour of a day with a 节: whether the birth was before it came. */
    beforeJie: z.boolean().optional(),
  })
  .superRefine(({ calendar, isLeapMonth, hour, minute, fold, beforeJie }, check) => {
    const refuse = (path: string, message: string) => check.addIssue({ code: 'custom', path: [path], message });
    if (calendar === 'solar' && isLeapMonth) refuse('isLeapMonth', '公历没有闰月');
    if (hour === undefined && minute !== undefined) refuse('minute', '不知道时辰时不能填写分钟');
    if (hour === undefined && fold !== undefined) refuse('fold', '不知道时辰时不能填写');
    if (hour !== undefined && beforeJie !== undefined) refuse('beforeJie', '知道时辰时不能填写');
  });
export type Birth = z.output<typeof Birth>;

/** Where somebody was born. */
export const Place = z.strictObject({
  /** Degrees, east positive. */
  longitude: z.number().min(-180).max(180),
  /** Degrees, north positive. */
  latitude: z.number().min(-90).max(90).optional(),
  /** An IANA name (`Asia/Shanghai`) or a fixed offset (`+08:00`); Asia/Shanghai unless said. */
  timeZone: z.string().min(1).max(64).optional(),
});
export type Place = z.output<typeof Place>;

/**
 * When the day's pillar turns.
 *
 * - `day-at-23`: at 23:00
 * - `day-at-0`: at midnight; from 23:00 the hour's stem is that of the day to come (晚子时)
 * - `day-at-0-same-stem`: at midnight; from 23:00 the hour's stem is still that of the day
 */
export const ZiRule = z.enum(['day-at-23', 'day-at-0', 'day-at-0-same-stem']);
export type ZiRule = z.output<typeof ZiRule>;

export const Sex = z.enum(['male', 'female']);
export type Sex = z.output<typeof Sex>;

/** Whose chart it is, and by which school. */
export const subject = { birth: Birth, place: Place.optional(), sex: Sex, ziRule: ZiRule, trueSolar: z.boolean() };
