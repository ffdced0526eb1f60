import { describe, expect, it, vi } from 'vitest';
import { lookUntil } from './look-until';

const noWait = async () => {};

describe('lookUntil', () => {
  it('stops at the first look that shows what is waited for', async () => {
    let looks = 0;
    expect(
      await lookUntil(
        async () => ++looks,
        (n) => n === 3,
        [0, 1, 1, 1, 1],
        noWait,
      ),
    ).toBe(3);
    expect(looks).toBe(3);
  });

  it('gives up after as many looks as there are delays', async () => {
    let looks = 0;
    expect(
      await lookUntil(
        async () => ++looks,
        () => false,
        [0, 1, 1],
        noWait,
      ),
    ).toBe(3);
  });

  it('goes on after a look that failed', async () => {
    vi.spyOn(console, 'warn').mockReturnValue();
    let looks = 0;
    const look = async () => {
      looks += 1;
      if (looks < 2) throw new Error('no answer');
      return 'paid';
    };
    expect(await lookUntil(look, (seen) => seen === 'paid', [0, 1], noWait)).toBe('paid');
    expect(
      await lookUntil(
        () => Promise.reject(new Error('no answer')),
        () => true,
        [0, 1],
        noWait,
      ),
    ).toBeUndefined();
  });
});
