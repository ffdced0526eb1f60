import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ApiError } from '../../../api/api-error';
import { PutOff } from './put-off';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function putOff(act = vi.fn(async (_item: string) => {})) {
  const tell = { waiting: vi.fn(), done: vi.fn(), failed: vi.fn() };
  return { act, tell, later: new PutOff<string>(act, tell, 5000) };
}

it('does a thing when its time is over, and once', async () => {
  const { act, tell, later } = putOff();
  await later.put('a');
  await vi.advanceTimersByTimeAsync(4999);
  expect(act).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(act.mock.calls).toEqual([['a']]);
  expect(tell.waiting.mock.calls).toEqual([['a'], [undefined]]);
  expect(tell.done).toHaveBeenCalledWith('a');
});

it('never does what was taken back', async () => {
  const { act, later } = putOff();
  await later.put('a');
  expect(later.takeBack()).toBe('a');
  await vi.advanceTimersByTimeAsync(10_000);
  expect(act).not.toHaveBeenCalled();
  expect(later.takeBack()).toBeUndefined();
});

it('does the first at once when a second comes, and the last when the page is left', async () => {
  const { act, later } = putOff();
  await later.put('a');
  await later.put('b');
  expect(act.mock.calls).toEqual([['a']]);
  await later.now();
  await later.now();
  expect(act.mock.calls).toEqual([['a'], ['b']]);
});

it('tells of what could not be done', async () => {
  const error = new ApiError({ code: 'NETWORK', message: '网络不稳定' });
  const { tell, later } = putOff(vi.fn(() => Promise.reject(error)));
  await later.put('a');
  await later.now();
  expect(tell.failed).toHaveBeenCalledWith('a', error);
  expect(tell.done).not.toHaveBeenCalled();
});
