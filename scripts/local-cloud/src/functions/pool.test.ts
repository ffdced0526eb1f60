import { availableParallelism } from 'node:os';
import { expect, it } from 'vitest';
import { Pool, type PoolInstance } from './pool.js';

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Instances that take `startMs` for their first job and `jobMs` for each. */
function pool(startMs: number, limits = { maxInstances: 6, maxWaiting: 100, patienceMs: 20 }) {
  const seen = { started: 0, mostStarting: 0, starting: 0, mostBusy: 0 };
  const made = new Pool<number, number>('f', limits, (onEnd) => {
    seen.started++;
    let busy = 0;
    const instance: { -readonly [Key in keyof PoolInstance<number, number>]: PoolInstance<number, number>[Key] } = {
      ended: false,
      warmSince: undefined,
      idleSince: 0,
      async run(jobMs) {
        seen.mostBusy = Math.max(seen.mostBusy, ++busy);
        if (instance.warmSince === undefined) {
          seen.mostStarting = Math.max(seen.mostStarting, ++seen.starting);
          await pause(startMs);
          seen.starting--;
          instance.warmSince = performance.now();
        }
        await pause(jobMs);
        busy--;
        return jobMs;
      },
      kill() {
        instance.ended = true;
        onEnd();
      },
    };
    return instance;
  });
  const runAll = (count: number, jobMs: number) => Promise.all(Array.from({ length: count }, () => made.run(jobMs)));
  return { made, seen, runAll };
}

it('a burst of short jobs is served by few instances', async () => {
  const { seen, runAll } = pool(60);
  expect(await runAll(15, 1)).toHaveLength(15);
  expect(seen.started).toBeLessThanOrEqual(availableParallelism());
  expect(seen.mostBusy).toBe(1);
});

it('long jobs get instances up to the limit, and no more start at once than there are processors', async () => {
  const { seen, runAll, made } = pool(40);
  await runAll(12, 150);
  expect(made.size).toBe(6);
  expect(seen.mostStarting).toBeLessThanOrEqual(availableParallelism());
  expect(seen.mostBusy).toBe(1);
});

it('a drained pool finishes what runs, hands on what waits and keeps nothing', async () => {
  const old = pool(1, { maxInstances: 1, maxWaiting: 100, patienceMs: 20 });
  const next = pool(1);
  const answers = old.runAll(4, 60);
  await pause(20);
  old.made.drain(next.made);
  expect(await answers).toEqual([60, 60, 60, 60]);
  await pause(5);
  expect([old.made.size, old.seen.started]).toEqual([0, 1]);
  expect(next.seen.started).toBeGreaterThan(0);
});
