import { api } from '../../../api/client.generated';
import { Intent } from '../../../api/request-id';
import { lookUntil } from '../../../payment/look-until';

const exporting = new Intent();

/** Waits between looks at an export, ms: forty seconds in all. */
const looks = [1000, 1000, 2000, 2000, 4000, 5000, 5000, 10_000, 10_000];

/**
 * Has everything put together that the app keeps of the member.
 *
 * @returns where the file can be fetched for some minutes, or undefined when it is not ready yet
 * @throws {ApiError} when it could not be begun
 * @throws {Error} with words for the member when it came to nothing
 */
export async function exportOwnData(wait?: (ms: number) => Promise<void>): Promise<string | undefined> {
  const { taskId } = await exporting.run((requestId) => api.account.export({ requestId }));
  const over = (state: string) => state === 'done' || state === 'failed' || state === 'cancelled';
  const task = await lookUntil(
    () => api.task.get({ taskId }),
    ({ state }) => over(state),
    looks,
    wait,
  );
  if (task && task.state !== 'done' && over(task.state))
    throw new Error(task.error?.message ?? '导出没有完成，请稍后再试');
  return task?.file?.url;
}
