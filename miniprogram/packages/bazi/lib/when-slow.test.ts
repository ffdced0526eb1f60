import { expect, it, vi } from 'vitest';
import { whenSlow } from './when-slow';

const after = (ms: number) => new Promise<string>((resolve) => setTimeout(() => resolve('done'), ms));

it('says nothing of what is quick', async () => {
  const say = vi.fn();
  expect(await whenSlow(after(1), say, 60)).toBe('done');
  await after(80);
  expect(say).not.toHaveBeenCalled();
});

it('says that something is under way, and that it has ended, also when it fails', async () => {
  const say = vi.fn();
  const failing = after(40).then(() => Promise.reject(new Error('no')));
  await expect(whenSlow(failing, say, 5)).rejects.toThrow('no');
  expect(say.mock.calls).toEqual([[true], [false]]);
});
