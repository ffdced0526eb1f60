import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Instant } from '../../contracts/terms.js';
import { after as later, MINUTE } from '../time.js';
import { type Batch, type CountedCall, Recorder } from './recorder.js';
import { MOST_SERIES, mergeStats, noStats, type Stats } from './stats.js';

const START = '2026-11-21T10:00:10.000Z' as Instant;
const call = (changes: Partial<CountedCall> = {}): CountedCall => ({
  ...{
    action: 'order-create',
    code: 'OK',
    failed: false,
    cold: false,
    byTimer: false,
    ms: 20,
    roundTrips: 3,
    overhead: 0,
  },
  ...changes,
});
const totalOf = (batches: readonly Batch[]): Stats => {
  const total = noStats();
  for (const { minutes } of batches) for (const minute of minutes) mergeStats(total, minute);
  return total;
};

describe('what an instance counts', () => {
  it('is due once in a minute of the clock, and at once for the first call', () => {
    const recorder = new Recorder();
    recorder.call(call(), START);
    const first = recorder.due(START)!;
    expect(first.minutes[0]!.actions['order-create']!.calls).toBe(1);
    recorder.written(first);
    recorder.call(call(), START);
    expect(recorder.due(later(START, 40_000))).toBeUndefined();
    expect(recorder.due(later(START, 50_000))?.seq).toBe(1);
  });

  it('is the same batch again until it is known to be written, and what comes in between waits', () => {
    const recorder = new Recorder();
    recorder.call(call(), START);
    const first = recorder.due(START);
    recorder.call(call(), START);
    const again = recorder.due(later(START, MINUTE));
    expect(again).toBe(first);
    recorder.written(again!);
    expect(recorder.due(later(START, 2 * MINUTE))).toMatchObject({ seq: 1 });
  });

  it('of timers alone is written by all instances in the same minute', () => {
    const written = ['2026-11-21T10:03:00.000Z', '2026-11-21T10:08:40.000Z'].map((first) => {
      const recorder = new Recorder();
      const minutes: string[] = [];
      for (let minute = 0; minute < 30; minute += 1) {
        const at = later(first as Instant, minute * MINUTE);
        recorder.call(call({ byTimer: true }), at);
        const batch = recorder.due(at);
        if (batch) {
          recorder.written(batch);
          minutes.push(at.slice(11, 16));
        }
      }
      return minutes;
    });
    expect(written).toEqual([
      ['10:03', '10:10', '10:20', '10:30'],
      ['10:08', '10:10', '10:20', '10:30'],
    ]);
  });

  it('waits ten minutes where only timers ran and all went well', () => {
    const recorder = new Recorder();
    recorder.call(call({ byTimer: true }), START);
    recorder.written(recorder.due(START)!);
    recorder.call(call({ byTimer: true }), later(START, MINUTE));
    expect(recorder.due(later(START, MINUTE))).toBeUndefined();
    expect(recorder.due(later(START, 10 * MINUTE))).toBeDefined();
    recorder.call(call({ byTimer: true, failed: true, code: 'INTERNAL' }), later(START, 11 * MINUTE));
    expect(recorder.due(later(START, 11 * MINUTE))).toBeDefined();
  });

  it('comes to the same sum whatever is lost on the way, and when the clock goes back', () => {
    const step = fc.record({
      minutes: fc.integer({ min: -3, max: 3 }),
      calls: fc.nat({ max: 4 }),
      written: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const recorder = new Recorder();
        const kept = new Map<number, Batch>();
        let at = START;
        let calls = 0;
        const write = (known: boolean) => {
          const batch = recorder.due(at);
          // The database has it, whether or not its answer arrives.
          if (batch) kept.set(batch.seq, batch);
          if (batch && known) recorder.written(batch);
        };
        for (const { minutes, calls: made, written } of steps) {
          at = later(at, minutes * MINUTE);
          for (let n = 0; n < made; n += 1) recorder.call(call(), at);
          calls += made;
          write(written);
        }
        for (let n = 0; n < 3; n += 1) {
          at = later(at, 11 * MINUTE);
          write(true);
        }
        expect(totalOf([...kept.values()]).actions['order-create']?.calls ?? 0).toBe(calls);
      }),
    );
  });

  it('gives up the oldest minutes of an hour without a database, and says so', () => {
    const recorder = new Recorder();
    for (let n = 0; n < 100; n += 1) recorder.call(call(), later(START, n * MINUTE));
    expect(recorder.dropped).toBe(40);
  });
});

describe('a business counter', () => {
  it('counts by label, whatever the order of the labels', () => {
    const recorder = new Recorder();
    recorder.count('order.paid', { a: '1', b: '2' }, 1, START);
    recorder.count('order.paid', { b: '2', a: '1' }, 2, START);
    expect(recorder.due(START)!.minutes[0]!.counters).toEqual([
      { name: 'order.paid', labels: { a: '1', b: '2' }, n: 3 },
    ]);
  });

  it.each([['Order'], ['order paid'], ['$inc'], ['order.'], ['a'.repeat(65)], ['订单'], ['__proto__']])(
    'is never called %j',
    (name) => expect(() => new Recorder().count(name, {}, 1, START)).toThrow(RangeError),
  );

  it.each([[-1], [0.5], [Number.NaN]])('never counts %d', (n) => {
    expect(() => new Recorder().count('order.paid', {}, n, START)).toThrow(RangeError);
  });

  it('bounds its labels: a text is counted as other, and too many values together', () => {
    const recorder = new Recorder();
    recorder.count('search', { q: '珍珠 "项链"\n' }, 1, START);
    for (let n = 0; n < 5000; n += 1) recorder.count('order.paid', { user: `u${n}` }, 1, START);
    const { counters } = recorder.due(START)!.minutes[0]!;
    expect(counters.length).toBeLessThanOrEqual(MOST_SERIES + 1);
    expect(counters[0]!.labels).toEqual({ q: 'other' });
    expect(counters.reduce((sum, { n }) => sum + n, 0)).toBe(5001);
  });
});
