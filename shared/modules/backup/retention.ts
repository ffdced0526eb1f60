import type { BackupId } from '../../contracts/backup/backup.js';
import type { Instant } from '../../contracts/terms.js';
import { DAY, HOUR, toMs } from '../../core/time.js';
import type { Backup } from './backups.js';
import { placeOf } from './manifest.js';

/** Everything of a week is kept, and the first full backup of each of the four weeks before. */
const ALL_KEPT_FOR = 7 * DAY;
const WEEKS_KEPT = 4;
const WEEK = 7 * DAY;
/** Weeks begin on Monday in Beijing; 1 January 1970 was a Thursday. */
const MONDAY = 3 * DAY + 8 * HOUR;

type Known = Pick<Backup, '_id' | 'kind' | 'state' | 'startedAt' | 'problem'>;

/**
 * The backups that are not needed any more at `at`, in the order in which they can go: what follows on another before the other.
 * The newest full backup that is sound stays, whatever its age, with what follows on it.
 */
export function outdated(known: readonly Known[], at: Instant): BackupId[] {
  const age = (of: Known) => toMs(at) - toMs(of.startedAt);
  const fulls = known.filter(({ kind }) => kind === 'full').sort((a, b) => toMs(a.startedAt) - toMs(b.startedAt));
  const sound = fulls.filter(({ state, problem }) => state === 'complete' && problem === null);
  const recent = new Set(fulls.filter((full) => age(full) < ALL_KEPT_FOR).map(({ _id }) => _id));
  const newest = sound.at(-1);
  if (newest) recent.add(newest._id);

  const weekly = new Map<number, BackupId>();
  for (const full of sound) {
    const week = Math.floor((toMs(full.startedAt) + MONDAY) / WEEK);
    if (age(full) < ALL_KEPT_FOR + WEEKS_KEPT * WEEK && !weekly.has(week)) weekly.set(week, full._id);
  }
  const kept = new Set(weekly.values());
  return known
    .filter(({ _id, state }) => state !== 'running' && !recent.has(placeOf(_id).base) && !kept.has(_id))
    .map(({ _id }) => _id)
    .sort((a, b) => (a < b ? 1 : -1));
}
