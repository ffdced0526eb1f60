import type { Output } from '../../contracts/contract.js';
import type { taskSweep } from '../../contracts/task/sweep.js';
import { atOnce } from '../../core/at-once.js';
import { callAction } from '../../core/call-action.js';
import { waitFor } from '../../core/in-time.js';
import type { Run } from '../../core/jobs/serve-job.js';
import { describeError, log } from '../../core/log.js';
import { command } from '../../core/store/collection.js';
import { type Task, tasks } from '../../core/tasks/tasks.js';
import { now, SECOND } from '../../core/time.js';
import { workerOf } from './own-tasks.js';

const BATCH = 100;
const AT_ONCE = 5;
/** A worker that has been called goes on without us; one that is not there says so at once. */
const PATIENCE = SECOND;

/**
 * Calls the workers of all tasks that somebody has to look at: whose worker has died, whose next try is due, that had no turn,
 * that have expired. Safe to run twice.
 */
export async function sweepTasks({ inTime }: Run): Promise<Output<typeof taskSweep>> {
  const due = await tasks.find({ lookAt: command().lte(now()) }, { orderBy: [['lookAt', 'asc']], limit: BATCH });
  const woken = await atOnce(AT_ONCE, due, async (task) => inTime() && callWorker(task));
  return { woken: woken.filter(Boolean).length, failed: woken.filter((one) => !one).length };
}

async function callWorker(task: Task): Promise<boolean> {
  try {
    await waitFor(PATIENCE, callAction(workerOf(task), { taskId: task._id }, { as: 'system' }));
    return true;
  } catch (error) {
    log('error', 'task.no-worker', { taskId: task._id, worker: task.worker, ...describeError(error) });
    return false;
  }
}
