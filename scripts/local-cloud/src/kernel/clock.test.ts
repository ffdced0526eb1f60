import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Clock, createClock, LONGEST_ADVANCE } from './clock.js';

let clock: Clock;
beforeEach(() => {
  clock = createClock(() => 0);
});
afterEach(() => clock.close());

describe('the virtual clock', () => {
  it('wakes what falls due on the way, in order, each at its instant', async () => {
    const woken: [string, number][] = [];
    const note = (name: string) => () => void woken.push([name, clock.now()]);
    clock.schedule(300, note('late'));
    clock.schedule(100, () => {
      note('early')();
      clock.schedule(200, note('made on the way'));
    });
    clock.schedule(900, note('beyond'));

    await clock.advance(500);

    expect(woken).toEqual([
      ['early', 100],
      ['made on the way', 200],
      ['late', 300],
    ]);
    expect(clock.now()).toBe(500);
  });

  it.each([-1, Number.NaN, 1e308, LONGEST_ADVANCE + 1])('does not go %d ms', (ms) => {
    expect(() => clock.advance(ms)).toThrow(RangeError);
  });

  it('stops on its way when it is closed', async () => {
    const tick = (at: number) => clock.schedule(at, () => void tick(at + 1000));
    tick(1000);
    const under = clock.advance(LONGEST_ADVANCE);
    setTimeout(() => clock.close(), 20);
    await under;
  });
});

it('a wake that fails is told of, and keeps neither the others nor the next advance', async () => {
  const failures: unknown[] = [];
  const clock = createClock(
    () => 0,
    (error) => failures.push(error),
  );
  const woken: number[] = [];
  clock.schedule(10, () => Promise.reject(new Error('disk full')));
  clock.schedule(20, () => void woken.push(20));
  await clock.advance(15);
  await clock.advance(15);
  expect([failures.map(String), woken, clock.now()]).toEqual([['Error: disk full'], [20], 30]);
  clock.close();

  const strict = createClock(() => 0);
  strict.schedule(10, () => Promise.reject(new Error('disk full')));
  await expect(strict.advance(15)).rejects.toThrow('disk full');
  await expect(strict.advance(15)).resolves.toBeUndefined();
  strict.close();
});
