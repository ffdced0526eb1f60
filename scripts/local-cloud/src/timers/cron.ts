/**
 * CloudBase's timer expression: seven fields, second minute hour day month weekday year, in Beijing time (UTC+8 all year).
 * Each takes `*`, numbers, `a-b`, lists with `,` and steps with `/`; months and weekdays also by their English names, 0 is
 * Sunday. When day and weekday are both given, either suffices (Tencent Cloud SCF, timer triggers).
 */
export interface Cron {
  seconds: readonly number[];
  minutes: readonly number[];
  hours: readonly number[];
  days: ReadonlySet<number>;
  months: readonly number[];
  weekdays: ReadonlySet<number>;
  years: readonly number[];
  /** The field says something else than "every". */
  dayGiven: boolean;
  weekdayGiven: boolean;
}

interface Field {
  name: string;
  min: number;
  max: number;
  names?: readonly string[];
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
const FIELDS: readonly Field[] = [
  { name: 'second', min: 0, max: 59 },
  { name: 'minute', min: 0, max: 59 },
  { name: 'hour', min: 0, max: 23 },
  { name: 'day', min: 1, max: 31 },
  { name: 'month', min: 1, max: 12, names: MONTHS },
  { name: 'weekday', min: 0, max: 7, names: WEEKDAYS },
  { name: 'year', min: 1970, max: 2099 },
];

/** @throws RangeError naming the field and what it may hold */
export function parseCron(expression: string): Cron {
  const texts = expression.trim().split(/\s+/);
  if (texts.length !== FIELDS.length) {
    throw new RangeError(
      `"${expression}" has ${texts.length} fields, not the 7 of CloudBase: second minute hour day month weekday year`,
    );
  }
  const values = FIELDS.map((field, i) => parseField(field, texts[i]!));
  const weekdays = values[5]!.map((day) => day % 7);
  return {
    seconds: values[0]!,
    minutes: values[1]!,
    hours: values[2]!,
    days: new Set(values[3]),
    months: values[4]!,
    weekdays: new Set(weekdays),
    years: values[6]!,
    dayGiven: !isEvery(texts[3]!),
    weekdayGiven: !isEvery(texts[5]!),
  };
}

function isEvery(text: string): boolean {
  return text === '*' || text === '?' || text === '*/1';
}

function parseField(field: Field, text: string): number[] {
  const values = new Set<number>();
  for (const part of text.split(',')) {
    const [range = '', stepText, ...more] = part.split('/');
    const step = stepText === undefined ? 1 : Number(stepText);
    if (more.length > 0 || !Number.isInteger(step) || step < 1) refuse(field, text);
    const [low, high] = parseRange(field, text, range, stepText !== undefined);
    for (let value = low; value <= high; value += step) values.add(value);
  }
  return [...values].sort((a, b) => a - b);
}

/** `5/10` means from 5 to the end in steps of 10. */
function parseRange(field: Field, text: string, range: string, stepped: boolean): [number, number] {
  const last = field.name === 'weekday' ? 6 : field.max;
  if (range === '*' || range === '?') return [field.min, last];
  const [lowText = '', highText, ...more] = range.split('-');
  const low = parseValue(field, text, lowText);
  const high = highText === undefined ? (stepped ? last : low) : parseValue(field, text, highText);
  if (more.length > 0 || high < low) refuse(field, text);
  return [low, high];
}

function parseValue(field: Field, text: string, value: string): number {
  const named = field.names?.indexOf(value.toUpperCase()) ?? -1;
  if (named >= 0) return named + field.min;
  const number = /^\d+$/.test(value) ? Number(value) : Number.NaN;
  if (!(number >= field.min && number <= field.max)) refuse(field, text);
  return number;
}

function refuse(field: Field, text: string): never {
  throw new RangeError(`the field ${field.name} cannot be "${text}": ${field.min} to ${field.max}, *, lists, a-b, */n`);
}
