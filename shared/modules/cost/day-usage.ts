import type { Stats } from '../../core/metrics/stats.js';
import { NOTHING, type Usage } from './usage.js';

/** All functions have 256 MB, but the one that draws, which is called too rarely to count. */
const MEMORY_GB = 0.25;
/** One line of the log a call, KB. */
const LOG_LINE_KB = 0.5;
const KB_PER_GB = 1024 * 1024;

/**
 * What a time used of the platform, by what was counted in it: calls and their seconds, database and storage calls, log lines. What
 * functions cannot see is not in it: traffic, capacity, and calls that clients make past them.
 */
export function usageOf({ actions, cloud }: Pick<Stats, 'actions' | 'cloud'>): Usage {
  const seen = Object.entries(actions);
  const calls = seen.reduce((sum, [, action]) => sum + action.calls, 0);
  const seconds = seen.reduce((sum, [, { sumMs }]) => sum + sumMs, 0) / 1000;
  const http = seen.reduce((sum, [name, action]) => sum + (name.startsWith('http-') ? action.calls : 0), 0);
  return {
    ...NOTHING,
    call: calls,
    compute: seconds * MEMORY_GB,
    database: cloudCalls(cloud, 'database-'),
    storageRequest: cloudCalls(cloud, 'storage-'),
    http,
    logs: (calls * LOG_LINE_KB) / KB_PER_GB,
  };
}

function cloudCalls(cloud: Stats['cloud'], kind: string): number {
  return Object.entries(cloud).reduce((sum, [name, { calls }]) => sum + (name.startsWith(kind) ? calls : 0), 0);
}
