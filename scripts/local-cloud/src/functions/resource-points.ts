import type { InvocationRecord } from './records.js';

/**
 * What CloudBase charges, in resource points (1,000 points are 1 yuan), 2026: function calls 13.3 per 10,000, compute
 * 0.111 per GB and second, database calls 200 per 10,000, storage requests 10 per 10,000, HTTP access 30 per 10,000.
 */
const POINTS = {
  call: 13.3 / 10_000,
  gbSecond: 0.111,
  database: 200 / 10_000,
  storage: 10 / 10_000,
  http: 30 / 10_000,
};

/** What one invocation costs on the platform, traffic and capacity left out. A called function has its own record. */
export function resourcePoints(record: Omit<InvocationRecord, 'points'>): number {
  const seconds = Math.max(0, record.durationMs - record.queuedMs) / 1000;
  let points = POINTS.call + (record.memoryMb / 1024) * seconds * POINTS.gbSecond;
  if (record.caller.trigger === 'http') points += POINTS.http;
  for (const [action, times] of Object.entries(record.roundTrips)) {
    if (action.startsWith('database.')) points += times * POINTS.database;
    else if (action.startsWith('storage.')) points += times * POINTS.storage;
  }
  return points;
}
