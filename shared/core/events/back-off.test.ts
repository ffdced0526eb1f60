import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, HOUR, SECOND } from '../time.js';
import { backOff, MOST_ATTEMPTS } from './back-off.js';

const total = (key: string) =>
  Array.from({ length: MOST_ATTEMPTS - 1 }, (_, i) => backOff(i + 1, key)).reduce((sum, wait) => sum + wait, 0);

describe('the wait before another try', () => {
  it('is around half a minute at first, then longer and longer, and never above six hours by more than a fifth', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 1000 }), (key, attempts) => {
        const wait = backOff(attempts, key);
        expect(wait).toBeGreaterThanOrEqual(0.8 * 30 * SECOND);
        expect(wait).toBeLessThanOrEqual(1.2 * 6 * HOUR);
        expect(backOff(1, key)).toBeLessThanOrEqual(1.2 * 30 * SECOND);
        if (attempts < 7) expect(backOff(attempts + 1, key)).toBeGreaterThan(wait);
      }),
    );
  });

  it('adds up to most of a day over all tries', () => {
    fc.assert(
      fc.property(fc.string(), (key) => {
        expect(total(key)).toBeGreaterThan(16 * HOUR);
        expect(total(key)).toBeLessThan(1.1 * DAY);
      }),
    );
  });

  it('is the same for the same key, and spread over keys', () => {
    expect(backOff(3, 'a')).toBe(backOff(3, 'a'));
    const waits = new Set(Array.from({ length: 100 }, (_, i) => backOff(3, `key ${i}`)));
    expect(waits.size).toBeGreaterThan(90);
  });
});
