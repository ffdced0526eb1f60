import { describe, expect, it } from 'vitest';
import { beijingTime, countdown } from './time';

describe('beijingTime', () => {
  it('crosses midnight, whatever the zone of the device', () => {
    expect(beijingTime('2026-11-21T16:05:09.000Z')).toBe('2026-11-22 00:05');
  });
});

describe('countdown', () => {
  it.each([
    [30 * 60_000, '30:00'],
    [59_001, '01:00'],
    [1, '00:01'],
    [0, '00:00'],
    [-5000, '00:00'],
    [3_900_000, '1:05:00'],
  ])('shows %d ms as %s', (left, text) => expect(countdown(left)).toBe(text));
});
