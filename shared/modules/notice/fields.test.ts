import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Instant } from '../../contracts/terms.js';
import { after, HOUR, toMs } from '../../core/time.js';
import { keywordValue } from './fields.js';
import { whenHeard } from './quiet-hours.js';

describe('a field as a keyword of a subscribe message takes it', () => {
  test.each([
    ['thing1', '青花瓷茶具', '青花瓷茶具'],
    ['thing1', '字'.repeat(21), `${'字'.repeat(19)}…`],
    ['amount2', { fen: 1205 }, '¥12.05'],
    ['time3', { at: '2026-11-21T10:00:00.000Z' as Instant }, '2026-11-21 18:00'],
    ['character_string4', 'ord_0123', 'ord_0123'],
    ['phrase5', '已付款', '已付款'],
  ])('%s of %j', (keyword, field, value) => {
    expect(keywordValue(keyword, field)).toBe(value);
  });

  test.each([
    ['amount2', '十二元'],
    ['thing1', { fen: 1 }],
    ['time3', '明天'],
    ['phrase5', '六个字的短语'],
    ['character_string4', '中文'],
    ['thing1', ''],
    ['foo1', 'x'],
  ])('%s cannot hold %j', (keyword, field) => {
    expect(keywordValue(keyword, field)).toBeUndefined();
  });

  test('a thing never has more than 20 characters, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }), (text) => {
        expect([...(keywordValue('thing1', text) ?? '')].length).toBeLessThanOrEqual(20);
      }),
    );
  });
});

describe('what is not urgent waits until the quiet hours are over', () => {
  test.each([
    ['2026-11-21T13:59:59.000Z', '2026-11-21T13:59:59.000Z'],
    ['2026-11-21T14:00:00.000Z', '2026-11-22T00:00:00.000Z'],
    ['2026-11-21T17:00:00.000Z', '2026-11-22T00:00:00.000Z'],
    ['2026-11-21T23:59:59.999Z', '2026-11-22T00:00:00.000Z'],
    ['2026-11-22T00:00:00.000Z', '2026-11-22T00:00:00.000Z'],
  ])('from 22 to 8 in Beijing: %s is heard at %s', (at, heard) => {
    expect(whenHeard(at as Instant, 22, 8)).toBe(heard);
  });

  test('it is heard within a day, in an hour that is not quiet, and at once where there are no quiet hours', () => {
    const hour = fc.integer({ min: 0, max: 23 });
    const instant = fc.integer({ min: 0, max: 366 * 24 * HOUR });
    fc.assert(
      fc.property(instant, hour, hour, (ms, from, until) => {
        const at = after('2026-01-01T00:00:00.000Z' as Instant, ms);
        const heard = whenHeard(at, from, until);
        expect(toMs(heard) - toMs(at)).toBeGreaterThanOrEqual(0);
        expect(toMs(heard) - toMs(at)).toBeLessThan(24 * HOUR);
        expect(whenHeard(heard, from, until)).toBe(heard);
        if (from === until) expect(heard).toBe(at);
      }),
    );
  });
});
