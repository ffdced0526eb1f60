import type { Instant } from '../../contracts/terms.js';
import { after, businessDay, DAY, HOUR, startOfBusinessDay, toMs } from '../../core/time.js';

/**
 * When something that is not urgent may be told: now, or when the quiet hours are over.
 * @param from the hour of Beijing in which it becomes quiet
 * @param until the hour in which it ends; the same as `from` for none
 */
export function whenHeard(instant: Instant, from: number, until: number): Instant {
  const midnight = startOfBusinessDay(businessDay(instant));
  const hour = (toMs(instant) - toMs(midnight)) / HOUR;
  const quiet = from <= until ? hour >= from && hour < until : hour >= from || hour < until;
  if (!quiet) return instant;
  const morning = after(midnight, until * HOUR);
  return morning > instant ? morning : after(morning, DAY);
}
