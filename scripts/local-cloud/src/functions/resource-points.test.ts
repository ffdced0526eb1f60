import { expect, it } from 'vitest';
import { Invocation } from './invocation.js';
import { resourcePoints } from './resource-points.js';

it('a call of 100 ms at 256 MB with three database calls costs mostly the database', () => {
  const { record } = new Invocation('demo', 'f', '{}', { source: 'wx_client' }, 0, 256, '$LATEST');
  Object.assign(record, {
    durationMs: 150,
    queuedMs: 50,
    roundTrips: { 'database.queryDocument': 3, 'storage.getUrl': 1 },
  });
  const compute = 0.25 * 0.1 * 0.111;
  expect(resourcePoints(record)).toBeCloseTo(13.3 / 10_000 + compute + 3 * 0.02 + 0.001, 10);
  record.caller.trigger = 'http';
  expect(resourcePoints(record)).toBeCloseTo(13.3 / 10_000 + compute + 3 * 0.02 + 0.001 + 0.003, 10);
});
