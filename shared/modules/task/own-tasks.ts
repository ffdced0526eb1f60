import type { Output, Parsed } from '../../contracts/contract.js';
import type { taskCancel } from '../../contracts/task/cancel.js';
import type { taskGet } from '../../contracts/task/get.js';
import type { taskList } from '../../contracts/task/list.js';
import type { taskResume } from '../../contracts/task/resume.js';
import { type TaskId, worker } from '../../contracts/task/task.js';
import { Failure } from '../../core/failure.js';
import { command } from '../../core/store/collection.js';
import { pageOf } from '../../core/store/paging.js';
import { linkTo } from '../../core/store/storage.js';
import { ended } from '../../core/tasks/serve-task.js';
import { wake } from '../../core/tasks/start-task.js';
import { owner, type Task, tasks } from '../../core/tasks/tasks.js';
import { now } from '../../core/time.js';

/**
 * One of the actor's tasks, with a link to its file if it has made one.
 * @throws Failure TASK_NOT_FOUND, also when it is someone else's
 */
export async function getTask({ taskId }: Parsed<typeof taskGet>): Promise<Output<typeof taskGet>> {
  const task = await findOwn(taskId);
  const { result, error, file } = task;
  const name = file?.split('/').at(-1) ?? '';
  return { ...summary(task), result, error, file: file === null ? null : { name, ...(await linkTo(file)) } };
}

/** The actor's tasks, the newest first. */
export async function listTasks({ cursor, limit }: Parsed<typeof taskList>): Promise<Output<typeof taskList>> {
  const where = { owner: owner() };
  const { items, nextCursor } = await pageOf(tasks, { where, by: 'createdAt', direction: 'desc', limit, cursor });
  return { items: items.map(summary), nextCursor };
}

/**
 * Cancels one of the actor's tasks: at the end of its present step, at the latest. Safe to repeat; a task that is over stays
 * as it is.
 * @throws Failure TASK_NOT_FOUND, also when it is someone else's
 */
export async function cancelTask({ taskId }: Parsed<typeof taskCancel>): Promise<Output<typeof taskCancel>> {
  const going = { owner: owner(), state: command().in(['waiting', 'running']) };
  if (await tasks.change(taskId, going, { ...ended('cancelled'), message: '已取消' }))
    return { taskId, state: 'cancelled' };
  return { taskId, state: (await findOwn(taskId)).state };
}

/**
 * Has a task that failed or was cancelled go on from its last checkpoint.
 * @throws Failure TASK_NOT_FOUND, also when it is someone else's
 * @throws Failure TASK_NOT_RESUMABLE when it is done or still going on
 */
export async function resumeTask({ taskId }: Parsed<typeof taskResume>): Promise<Output<typeof taskResume>> {
  const task = await findOwn(taskId);
  const over = { owner: task.owner, state: command().in(['failed', 'cancelled']) };
  const again = {
    state: 'waiting',
    attempts: 0,
    error: null,
    expiresAt: null,
    leasedUntil: null,
    message: '排队中',
  } as const;
  if (!(await tasks.change(taskId, over, { ...again, lookAt: now(), updatedAt: now() }))) {
    throw new Failure('TASK_NOT_RESUMABLE');
  }
  wake(workerOf(task), taskId);
  return { taskId, state: 'waiting' };
}

/** The function that works on a task, whatever module it is of. */
export function workerOf({ worker: name }: Task) {
  return worker({ name: name as `${string}-${string}`, title: '', budget: { roundTrips: 0 } });
}

async function findOwn(taskId: TaskId): Promise<Task> {
  const task = await tasks.get(taskId, { owner: owner() });
  if (!task) throw new Failure('TASK_NOT_FOUND');
  return task;
}

function summary({ _id, title, state, done, total, message, createdAt, updatedAt, expiresAt }: Task) {
  return { taskId: _id, title, state, done, total, message, createdAt, updatedAt, expiresAt };
}
