import { type BirthForm, doubleHourOf, middleOf } from './birth-form';
import { inOtherCalendar } from './calendar-names';
import { type Wheel, wheelOf, type YearRange } from './date-wheel';

const DOUBLE_HOURS = '子丑寅卯辰巳午未申酉戌亥';
const two = (value: number) => String(value).padStart(2, '0');
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

const HOURS = numbers(24).map((hour) => `${two(hour)} 时`);
const MINUTES = numbers(60).map((minute) => `${two(minute)} 分`);
const NAMED = numbers(13).map((place) => {
  if (place === 0) return '早子时　00:00–00:59';
  if (place === 12) return '夜子时　23:00–23:59';
  return `${DOUBLE_HOURS[place]}时　${two(place * 2 - 1)}:00–${two(place * 2)}:59`;
});

/** The wheel of the hour; null when the hour is unknown. */
export function timeWheelOf({ timeWay, hour, minute }: BirthForm): Wheel | null {
  if (timeWay === 'unknown') return null;
  if (timeWay === 'double-hour') return { columns: [NAMED], value: [doubleHourOf(hour)] };
  return { columns: [HOURS, MINUTES], value: [hour, minute] };
}

/** The time that the wheel shows after it was turned. */
export function turnedTime({ timeWay }: BirthForm, value: readonly number[]): Pick<BirthForm, 'hour' | 'minute'> {
  const [first = 0, second = 0] = value;
  return timeWay === 'double-hour' ? middleOf(first) : { hour: first, minute: second };
}

const TIME_HINTS = {
  clock: '按当时当地的钟表填写，夏令时与真太阳时会为您换算',
  'double-hour': '取时辰的正中排盘，不再换算真太阳时',
  unknown: '只排年、月、日三柱，命宫、身宫与小运从缺',
} as const;

/** What the form shows. */
export function birthFormView(form: BirthForm, range: YearRange) {
  const time = timeWheelOf(form);
  return {
    dateWheel: wheelOf(form.calendar, form.date, range),
    timeWheel: time ?? { columns: [], value: [] },
    hasTime: time !== null,
    converted: inOtherCalendar(form.calendar, form.date),
    timeHint: TIME_HINTS[form.timeWay],
    clockHour: form.timeWay === 'clock',
  };
}
