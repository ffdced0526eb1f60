/**
 * Whether somebody has not completed so many years of life (周岁) on a day.
 * @param clock of the birth, as a chart has it: YYYY-MM-DD and the time
 * @param today YYYY-MM-DD
 */
export function isYoungerThan(years: number, clock: string, today: string): boolean {
  const [born = '', year = ''] = /^(\d{4})-\d{2}-\d{2}/.exec(clock) ?? [];
  if (born === '') throw new Error(`${clock} is no time of birth`);
  return `${String(Number(year) + years).padStart(4, '0')}${born.slice(4)}` > today;
}
