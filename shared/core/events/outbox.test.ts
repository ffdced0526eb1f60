import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Instant } from '../../contracts/terms.js';
import { after, SECOND } from '../time.js';
import { due, type Outbox, type Outcome, overflow, settled, type Waiting } from './outbox.js';

const START = '2026-11-21T00:00:00.000Z' as Instant;
const SUBSCRIBERS = ['stats-count', 'notice-order', 'cache-drop'];

const empty: Outbox = { emitted: 0, waiting: [], at: null };

/** What the store does when a change emits. */
function emit(outbox: Outbox, to: readonly string[], now: Instant): Outbox {
  const event: Waiting = { type: 'order.paid', data: outbox.emitted + 1, at: now, traceId: 't', to };
  return { ...outbox, emitted: outbox.emitted + 1, waiting: [...outbox.waiting, event], at: now };
}

const step = fc.oneof(
  fc.record({ do: fc.constant('emit' as const), to: fc.subarray(SUBSCRIBERS, { minLength: 1 }) }),
  // A relay: who refuses how many-th delivery, whether something is emitted meanwhile, and whether it dies before it has noted.
  fc.record({
    do: fc.constant('relay' as const),
    refuses: fc.array(fc.constantFrom(...SUBSCRIBERS), { maxLength: 2 }),
    after: fc.nat(2),
    meanwhile: fc.boolean(),
    dies: fc.boolean(),
  }),
  fc.record({ do: fc.constant('wait' as const), seconds: fc.nat(100) }),
);

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Plays emissions and relays, and keeps what each subscriber heard and took. */
function play(steps: readonly Step[]) {
  const heard = new Map(SUBSCRIBERS.map((name) => [name, [] as number[]]));
  const meant = new Map(SUBSCRIBERS.map((name) => [name, [] as number[]]));
  let outbox = empty;
  let now = START;
  const emitTo = (to: readonly string[]) => {
    outbox = emit(outbox, to, now);
    for (const name of to) meant.get(name)!.push(outbox.emitted);
  };
  const relay = (refuses: readonly string[], afterThat: number, meanwhile: boolean, dies: boolean) => {
    const outcomes: Outcome[] = [];
    for (const [subscriber, queue] of due(outbox, now)) {
      for (const [place, { sequence, attempts }] of queue.entries()) {
        if (refuses.includes(subscriber) && place >= afterThat) {
          const retry = { attempts: attempts + 1, nextAt: after(now, 30 * SECOND), reason: 'no' };
          outcomes.push({ subscriber, sequence, over: false, retry });
          break;
        }
        heard.get(subscriber)!.push(sequence);
        outcomes.push({ subscriber, sequence, over: true });
      }
    }
    if (meanwhile) emitTo(SUBSCRIBERS);
    if (!dies) outbox = settled(outbox, outcomes, now);
  };
  for (const one of steps) {
    if (one.do === 'emit') emitTo(one.to);
    else if (one.do === 'wait') now = after(now, one.seconds * SECOND);
    else relay(one.refuses, one.after, one.meanwhile, one.dies);
  }
  const finish = () => {
    now = after(now, 31 * SECOND);
    relay([], 0, false, false);
  };
  return { heard, meant, outbox: () => outbox, finish };
}

/** What is left when repeats are taken for what they are. */
const firstTimes = (numbers: readonly number[]) => [...new Set(numbers)];

describe('an outbox', () => {
  it('brings every event to everybody it was meant for, first times in order, and is empty at the end', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const { heard, meant, outbox, finish } = play(steps);
        finish();
        for (const name of SUBSCRIBERS) expect(firstTimes(heard.get(name)!)).toEqual(meant.get(name));
        expect(outbox().waiting).toEqual([]);
        expect(outbox().at).toBeNull();
        expect(outbox().retries).toEqual({});
      }),
    );
  });

  it('is looked at again when the next delivery in it is due, and else never', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const relayed: Step = { do: 'relay', refuses: ['stats-count'], after: 0, meanwhile: false, dies: false };
        const outbox = play([...steps, relayed]).outbox();
        const waits = outbox.waiting.some(({ to }) => to.length > 0);
        expect(outbox.at !== null).toBe(waits);
        if (outbox.at !== null) expect(due(outbox, outbox.at).size).toBeGreaterThan(0);
      }),
    );
  });

  it('holds back the later events of one that failed from who refused it, and from nobody else', () => {
    const two = emit(emit(empty, SUBSCRIBERS, START), SUBSCRIBERS, START);
    const retry = { attempts: 1, nextAt: after(START, 30 * SECOND), reason: 'no' };
    const next = settled(two, [{ subscriber: 'stats-count', sequence: 1, over: false, retry }], START);

    expect([...due(next, START).keys()]).toEqual(['notice-order', 'cache-drop']);
    expect(due(next, retry.nextAt).get('stats-count')).toMatchObject([
      { sequence: 1, attempts: 1 },
      { sequence: 2, attempts: 0 },
    ]);
  });

  it('gives up the oldest beyond its bound, whoever they wait for', () => {
    let outbox = empty;
    for (let i = 0; i < 5; i += 1) outbox = emit(outbox, i % 2 ? SUBSCRIBERS : ['stats-count'], START);

    expect(overflow(outbox, 3).map(({ sequence, subscriber }) => `${sequence} ${subscriber}`)).toEqual([
      '1 stats-count',
      '2 stats-count',
      '2 notice-order',
      '2 cache-drop',
    ]);
    expect(overflow(outbox, 5)).toEqual([]);
  });
});
