import { expect, it } from 'vitest';
import { type InvocationRecord, resourcePoints } from '../functions/index.js';
import { estimateMonth } from './estimate.js';
import { addRecord, NO_USAGE } from './usage.js';

const record = {
  durationMs: 220,
  queuedMs: 20,
  memoryMb: 256,
  caller: { source: 'wx_client' },
  roundTrips: { 'database.queryDocument': 2, 'database.getDocument': 1, 'storage.batchGetDownloadUrl': 1 },
  bytesIn: 0,
  bytesOut: 0,
  cold: false,
} as unknown as InvocationRecord;

it('agrees with the points that invocations are charged, call for call', () => {
  const points = resourcePoints(record);
  const http = { ...record, caller: { source: '', trigger: 'http' as const } };
  const usage = [record, http].reduce((sum, one) => addRecord(sum, { ...one, points: resourcePoints(one) }), NO_USAGE);
  const estimate = estimateMonth({ usage, callsPerDay: 2, databaseBytes: 0, storageBytes: 0 });
  expect(estimate.points).toBeCloseTo((points + resourcePoints(http)) * 30, 9);
  expect(estimate.points).toBeCloseTo(usage.points * 30, 9);
  expect(estimate.lines.reduce((sum, line) => sum + line.points, 0)).toBeCloseTo(estimate.points, 9);
});

it('charges capacity by the day, and names the smallest plan that holds the month', () => {
  const GB = 1024 ** 3;
  const idle = estimateMonth({ usage: NO_USAGE, callsPerDay: 8000, databaseBytes: 2 * GB, storageBytes: 10 * GB });
  expect(idle.points).toBeCloseTo(2 * 40 * 30 + 10 * 3.94 * 30, 6);
  expect(idle.plan?.id).toBe('baas_personal');
  expect(idle.yuan).toBeCloseTo(idle.points / 1000, 9);

  const usage = addRecord(NO_USAGE, { ...record, points: resourcePoints(record) });
  const huge = estimateMonth({ usage, callsPerDay: 5_000_000, databaseBytes: 0, storageBytes: 0 });
  expect(huge.plan).toBeUndefined();
  expect(estimateMonth({ usage, callsPerDay: 0, databaseBytes: 0, storageBytes: 0 }).points).toBe(0);
});
