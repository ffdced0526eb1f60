import type { Contract, Input } from '../../contracts/contract.js';
import type { TaskId, worker } from '../../contracts/task/task.js';
import { afterCommit } from '../after-commit.js';
import { callAction } from '../call-action.js';
import { idForRequest } from '../context.js';
import { Failure } from '../failure.js';
import { derivedId, fingerprint } from '../ids.js';
import { now } from '../time.js';
import { owner, tasks } from './tasks.js';

export type WorkerContract = ReturnType<typeof worker>;

/**
 * Starts a task of the actor's, to be worked on by `by` right after the call. The action that does so is idempotent `derived`:
 * repeated, it gives the same task. Two round trips.
 * @throws Failure REQUEST_ID_REUSED for another input under the same request id
 */
export function startTask(by: WorkerContract, title: string, input: object): Promise<TaskId> {
  return start(by, idForRequest<TaskId>('task'), owner(), title, input);
}

/** Starts a task of the environment's own, which no user sees; the same `key` gives the same task. Two round trips. */
export function startSystemTask(by: WorkerContract, title: string, input: object, key: string): Promise<TaskId> {
  return start(by, systemTaskId(by, key), 'system', title, input);
}

/** The id of the task that `startSystemTask` starts. */
export function systemTaskId(by: WorkerContract, key: string): TaskId {
  return derivedId<TaskId>('task', 'system', by.name, key);
}

async function start(by: WorkerContract, taskId: TaskId, ownedBy: string, title: string, input: object) {
  const at = now();
  const request = fingerprint(input);
  const added = await tasks.insert({
    ...{ _id: taskId, owner: ownedBy, worker: by.name, title, state: 'waiting', input, request },
    ...{ done: 0, total: null, message: '排队中', checkpoint: null, result: null, file: null, error: null },
    ...{ attempts: 0, leasedUntil: null, lookAt: at, createdAt: at, updatedAt: at, expiresAt: null },
  });
  if (!added) {
    const earlier = await tasks.get(taskId);
    if (earlier && earlier.request !== request) throw new Failure('REQUEST_ID_REUSED');
  }
  wake(by, taskId);
  return taskId;
}

/** Has a worker go on with a task as soon as the present call is over. */
export function wake(by: Contract, taskId: TaskId): void {
  afterCommit(`task ${taskId}`, () => callAction(by, { taskId } as Input<typeof by>, { as: 'system' }));
}
