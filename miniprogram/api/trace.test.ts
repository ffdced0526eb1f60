import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { beginCall } from './trace';

beforeEach(() => {
  vi.useFakeTimers();
  vi.advanceTimersByTime(60_000);
});
afterEach(() => void vi.useRealTimers());

describe('the trace of a tap', () => {
  it('has an id that the server takes', () => {
    const { trace, end } = beginCall();
    end();
    expect(trace).toMatch(/^[0-9a-f]{32}$/);
  });

  it('covers calls at the same time and what follows at once', () => {
    const first = beginCall();
    const second = beginCall();
    first.end();
    second.end();
    vi.advanceTimersByTime(300);
    const third = beginCall();
    third.end();
    expect(new Set([first.trace, second.trace, third.trace]).size).toBe(1);
  });

  it('is another for the next tap', () => {
    const first = beginCall();
    first.end();
    vi.advanceTimersByTime(500);
    const second = beginCall();
    second.end();
    expect(second.trace).not.toBe(first.trace);
  });
});
