import { api } from '../../../api/client.generated';
import type { Subject } from './current-subject';
import { type Luck, monthAt } from './luck-view';

const FIRST_YEAR = 1700;
const LAST_YEAR = 2200;
/** Whether the calendar tables know the months of a year. */
export const hasMonths = (year: number): boolean => year >= FIRST_YEAR && year <= LAST_YEAR;

/** The course of somebody's luck, asked for year by year and month by month, each once. */
export class LuckSource {
  private readonly asked = new Map<string, Promise<Luck>>();

  constructor(private readonly subject: Subject) {}

  /** @throws {ApiError} */
  get(year: number, month?: number): Promise<Luck> {
    const key = `${year} ${month ?? ''}`;
    const known = this.asked.get(key);
    if (known) return known;
    const asking = api.bazi.luck({ ...this.subject, year, ...(month !== undefined && { month }) });
    this.asked.set(key, asking);
    // What failed is asked for again.
    asking.catch(() => this.asked.delete(key));
    return asking;
  }

  /** The year of stems and branches that `now` lies in, which begins with 立春. @throws {ApiError} */
  async yearOf(now: string): Promise<number> {
    const year = Number(now.slice(0, 4));
    const { months } = await this.get(year);
    return monthAt(months, now) === -1 ? year - 1 : year;
  }
}
