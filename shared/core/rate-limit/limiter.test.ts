import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SharedBuckets } from './buckets.js';
import { draw } from './gcra.js';
import { Limiter, type Policy, partOf } from './limiter.js';

const START = 1_800_000_000_000;
const api: Policy = { burst: 20, perSecond: 10, strict: false };
const login: Policy = { burst: 5, perSecond: 1, strict: true };

/** The shared bucket as the database keeps it, without the database: what races over it is tested in tests/core. */
function memoryBuckets() {
  const fullAt = new Map<string, number>();
  const draws: string[] = [];
  const buckets: SharedBuckets = {
    async draw(key, limit, wanted, at) {
      draws.push(key);
      const drawn = draw(limit, fullAt.get(key) ?? 0, at, wanted);
      fullAt.set(key, drawn.fullAt);
      return drawn;
    },
  };
  return { buckets, draws };
}

describe('the limiter', () => {
  it('never asks the shared bucket for someone who calls every two seconds', async () => {
    const { buckets, draws } = memoryBuckets();
    const limiter = new Limiter(buckets);
    for (let call = 0; call < 100; call += 1) expect(await limiter.admit('a', api, START + call * 2000)).toBe(0);
    expect(draws).toEqual([]);
  });

  it('asks once for several calls when someone hurries', async () => {
    const { buckets, draws } = memoryBuckets();
    const limiter = new Limiter(buckets);
    for (let call = 0; call < 20; call += 1) expect(await limiter.admit('a', api, START)).toBe(0);
    expect(draws.length).toBe(3);
  });

  it('keeps callers apart', async () => {
    const limiter = new Limiter(memoryBuckets().buckets);
    for (let call = 0; call < 5; call += 1) await limiter.admit('a', login, START);
    expect(await limiter.admit('a', login, START)).toBe(1000);
    expect(await limiter.admit('b', login, START)).toBe(0);
  });

  it('keeps the bound it states, whatever the schedule and over however many instances', async () => {
    const rules = fc.record({
      burst: fc.integer({ min: 1, max: 40 }),
      perSecond: fc.double({ min: 0.1, max: 50, noNaN: true }),
      strict: fc.boolean(),
    });
    const calls = fc.array(fc.tuple(fc.integer({ min: 0, max: 3000 }), fc.nat(4)), { maxLength: 150 });
    await fc.assert(
      fc.asyncProperty(rules, calls, fc.integer({ min: 1, max: 5 }), async (rule, schedule, instances) => {
        const { buckets } = memoryBuckets();
        const limiters = Array.from({ length: instances }, () => new Limiter(buckets));
        let at = START;
        const admitted: number[] = [];
        for (const [pause, which] of schedule) {
          at += pause;
          if ((await limiters[which % instances]!.admit('k', rule, at)) === 0) admitted.push(at);
        }
        for (const [first, from] of admitted.entries()) {
          for (const [last, to] of admitted.entries()) {
            if (last < first) continue;
            const seconds = (to - from) / 1000;
            const extra = rule.strict ? 0 : instances * (2 * partOf(rule) + (rule.perSecond * seconds) / 20);
            expect(last - first + 1).toBeLessThanOrEqual(rule.burst + rule.perSecond * seconds + extra + 1e-3);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('remembers no more callers than it has room for', async () => {
    const { buckets, draws } = memoryBuckets();
    const limiter = new Limiter(buckets);
    for (let caller = 0; caller < 30_000; caller += 1) await limiter.admit(`caller ${caller}`, api, START);
    expect(draws).toEqual([]);
    expect(limiter.size).toBe(10_000);
  });

  it('does not lock anybody out when the clock is put back', async () => {
    const { buckets } = memoryBuckets();
    const limiter = new Limiter(buckets);
    for (let call = 0; call < 40; call += 1) await limiter.admit('a', api, START + 3_600_000);
    expect(await limiter.admit('a', api, START + 3000)).toBeLessThanOrEqual(2000);
    expect(await limiter.admit('a', api, START + 6000)).toBe(0);
  });
});
