import { deadLetters } from '../../core/events/dead-letters.js';
import { now } from '../../core/time.js';
import { latestBackups } from '../backup/backups.js';
import { unwellBackups } from '../backup/unwell.js';
import { lastCostDays } from '../cost/cost-days.js';
import { overBudget } from '../cost/over-budget.js';
import { listJobs } from '../job/list-jobs.js';
import type { Gauges } from './measure.js';

/** What rules of the kind `gauge` look at, read every five minutes. A module that knows a number of its own adds it here. */
export const gauges: Readonly<Record<string, () => Promise<Readonly<Record<string, number>>>>> = {
  /** Events that could not be delivered, by subscriber; of the first hundred. */
  async 'dead-letters'() {
    const dead = await deadLetters.find({ state: 'dead' }, { limit: 100, fields: ['subscriber'] });
    return countBy(dead.map(({ subscriber }) => subscriber));
  },
  /** Timers that should have run and have not, or whose last run failed. */
  async 'jobs-unwell'() {
    const { items } = await listJobs();
    return countBy(items.filter(({ state }) => state === 'late' || state === 'failing').map(({ name }) => name));
  },
  /** Backups of the last day that are too old or broken: see `unwellBackups`. */
  async 'backups-unwell'() {
    return unwellBackups(await latestBackups(60), now());
  },
  /** Yuan by which yesterday was over its budget, by day. */
  async 'over-budget'() {
    return overBudget(await lastCostDays(1), now());
  },
};

/** Reads every gauge, one after the other. */
export async function readGauges(): Promise<Gauges> {
  const read: Record<string, Readonly<Record<string, number>>> = {};
  for (const [name, gauge] of Object.entries(gauges)) read[name] = await gauge();
  return read;
}

function countBy(subjects: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const subject of subjects) counts[subject] = (counts[subject] ?? 0) + 1;
  return counts;
}
