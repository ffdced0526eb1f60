import type { Instant } from '../../contracts/terms.js';
import { HOUR, toMs } from '../../core/time.js';
import { type Backup, isComplete } from './backups.js';

/** A snapshot every six hours and one hour to make it in; changes every half hour, and less than an hour may be lost. */
const FULL_STALE_AFTER = 7 * HOUR;
const CHANGES_STALE_AFTER = HOUR;

/**
 * What is wrong with the backups, for alerts: `full` and `incremental` are hours since the last sound one when that is too long ago,
 * `broken` is how many of `known` cannot be restored from. Nothing before the first backup: then the job itself is late.
 */
export function unwellBackups(known: readonly Backup[], at: Instant): Record<string, number> {
  if (known.length === 0) return {};
  const sound = known.filter((backup) => isComplete(backup) && backup.problem === null);
  const oldest = known.at(-1)!;
  const hours = (last: Backup | undefined) => (toMs(at) - toMs((last ?? oldest).startedAt)) / HOUR;
  const [full, any] = [hours(sound.find(({ kind }) => kind === 'full')), hours(sound[0])];
  const broken = known.filter(({ state, problem }) => state === 'complete' && problem !== null).length;
  return {
    ...(full * HOUR > FULL_STALE_AFTER && { full: Math.floor(full) }),
    ...(any * HOUR > CHANGES_STALE_AFTER && { incremental: Math.floor(any) }),
    ...(broken > 0 && { broken }),
  };
}
