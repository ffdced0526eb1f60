import { describe, expect, test } from 'vitest';
import type { Instant } from '../../contracts/terms.js';
import { Failure } from '../../core/failure.js';
import { DAY, HOUR, after as later, MINUTE } from '../../core/time.js';
import { checkFrequency, type Requester, type Sent } from './code-frequency.js';

const T0 = '2026-11-21T08:00:00.000Z' as Instant;
const stranger = (by: string): Requester => ({ by, known: false });

/** How many of the tries, one every `every` ms over `time`, are let through. */
function letThrough(requesterOf: (n: number) => Requester, every: number, time: number, earlier: Sent[] = []) {
  const sent = [...earlier];
  for (let [n, ms] = [0, 0]; ms < time; n += 1, ms += every) {
    const at = later(T0, ms);
    try {
      checkFrequency(sent, requesterOf(n), at);
      sent.push({ at, ...requesterOf(n) });
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
    }
  }
  return sent;
}

describe('codes to one number', () => {
  test('of one requester are one a minute, five an hour, ten a day', () => {
    expect(letThrough(() => stranger('a'), 1000, MINUTE).length).toBe(1);
    expect(letThrough(() => stranger('a'), 10_000, HOUR).length).toBe(5);
    expect(letThrough(() => stranger('a'), 2 * MINUTE, DAY).length).toBe(10);
  });

  test('of all strangers together have an end, however many they are', () => {
    expect(letThrough((n) => stranger(`${n}`), 1000, MINUTE).length).toBe(3);
    expect(letThrough((n) => stranger(`${n}`), 10_000, HOUR).length).toBe(10);
    expect(letThrough((n) => stranger(`${n}`), 2 * MINUTE, DAY).length).toBe(20);
  });

  test('are left for who is known, whatever strangers have used up, and have an end for them as well', () => {
    const flood = letThrough((n) => stranger(`${n}`), 2 * MINUTE, DAY);
    const known = (n: number) => ({ by: `${n}`, known: true });
    const all = letThrough(known, 2 * MINUTE, DAY, flood);
    expect(all.length - flood.length).toBe(20);
  });

  test('are told exactly when there will be another', () => {
    const waitAt = (at: Instant) => {
      try {
        checkFrequency([{ at: T0, ...stranger('a') }], stranger('a'), at);
      } catch (error) {
        return (error as Failure).retryAfterMs;
      }
      return 0;
    };
    expect([45_000, 59_999, MINUTE].map((ms) => waitAt(later(T0, ms)))).toEqual([15_000, 1, 0]);
  });
});
