import { afterEach, expect, it, vi } from 'vitest';
import { exportOwnData } from './own-data';

afterEach(() => void vi.unstubAllGlobals());

function answering(tasks: object[]) {
  let looked = 0;
  const callFunction = vi.fn(async ({ name }: { name: string }) => {
    const data = name === 'account-export' ? { taskId: 'tsk_1' } : tasks[Math.min(looked++, tasks.length - 1)];
    return { result: { ok: true, data, traceId: 't' } };
  });
  vi.stubGlobal('wx', { cloud: { callFunction } });
  return callFunction;
}
const running = { state: 'running', file: null, error: null };

it('gives the address of the file as soon as the task is done', async () => {
  const calls = answering([running, running, { state: 'done', file: { url: 'https://files.example/1' }, error: null }]);
  expect(await exportOwnData(async () => {})).toBe('https://files.example/1');
  expect(calls).toHaveBeenCalledTimes(4);
});

it('says in words that it came to nothing, and nothing while it still runs', async () => {
  answering([{ state: 'failed', file: null, error: { code: 'INTERNAL', message: '服务开小差了' } }]);
  await expect(exportOwnData(async () => {})).rejects.toThrow('服务开小差了');
  answering([running]);
  expect(await exportOwnData(async () => {})).toBeUndefined();
});
