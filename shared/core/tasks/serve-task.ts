import type { Output } from '../../contracts/contract.js';
import type { TaskId } from '../../contracts/task/task.js';
import type { Instant } from '../../contracts/terms.js';
import { DEFAULT_TIMEOUT_SECONDS, deadlineOf } from '../deadline.js';
import { Failure } from '../failure.js';
import { describeError, log } from '../log.js';
import { toFailure } from '../pipeline/funnel.js';
import { type Main, serve } from '../serve.js';
import { type Change, command } from '../store/collection.js';
import { after, MINUTE, now, SECOND } from '../time.js';
import { freeSlot, takeSlot } from './slots.js';
import { type WorkerContract, wake } from './start-task.js';
import { KEPT_FOR, type Task, tasks } from './tasks.js';

/** What a step comes to: progress and where the next one begins, or the end. */
export type Step<C> =
  | { checkpoint: C; done: number; total?: number; message: string }
  | { result: Record<string, string | number>; file?: string; done: number; message: string };

export interface TaskWork<I, C> {
  /**
   * Does the next piece, in well under `reserve`. It may be done again from the same checkpoint, and has to end the same.
   * @param checkpoint of the step before; null for the first
   */
  step(input: I, checkpoint: C | null, task: { id: TaskId; owner: string }): Promise<Step<C>>;
  /** Takes away what the task has left in storage, when it is removed. Safe to repeat. */
  clear?(input: I, checkpoint: C | null, task: { id: TaskId }): Promise<void>;
}

interface TaskOptions {
  /** Tasks of this kind that are worked on at the same time. */
  atOnce?: number;
  /** The longest that a step takes, in ms. */
  reserve?: number;
}

/** Slices in a row that may come to nothing before a task has failed. */
const MOST_ATTEMPTS = 4;

type Worked = Output<WorkerContract>;

/**
 * The entry point of a function that works on tasks of one kind, step by step until there is no time for another; then it has
 * itself called again. Killed at any point, it goes on from the last checkpoint when its lease is over.
 */
export function serveTask<I, C>(
  contract: WorkerContract,
  work: TaskWork<I, C>,
  { atOnce = 2, reserve = 20 * SECOND }: TaskOptions = {},
): Main<WorkerContract> {
  return serve(contract, async ({ taskId }) => {
    const inTime = deadlineOf(contract, reserve);
    const until = after(now(), ((contract.timeoutSeconds ?? DEFAULT_TIMEOUT_SECONDS) + 5) * SECOND);
    const task = await tasks.get(taskId);
    if (!task || task.worker !== contract.name) return { state: 'gone', steps: 0 };
    if (task.expiresAt !== null) return removeExpired(task, work);
    if ((task.leasedUntil ?? '') > now()) return { state: 'busy', steps: 0 };

    const slot = await takeSlot(contract.name, atOnce, until);
    if (!slot) return { state: 'busy', steps: 0 };
    try {
      const leased = await lease(task, until);
      return leased ? await workOn(contract, leased, work, inTime, until) : { state: 'busy', steps: 0 };
    } finally {
      await freeSlot(contract.name, slot, until);
    }
  });
}

/** Takes the task for this slice. Whoever held it before and did not give it back has died with it. */
async function lease(task: Task, until: Instant): Promise<Task | undefined> {
  const attempts = task.state === 'running' ? task.attempts + 1 : task.attempts;
  const asRead = { state: command().in(['waiting', 'running']), leasedUntil: task.leasedUntil };
  const taken = { state: 'running', attempts, leasedUntil: until, lookAt: until } as const;
  return (await tasks.change(task._id, asRead, taken)) ? { ...task, ...taken } : undefined;
}

async function workOn<I, C>(
  contract: WorkerContract,
  task: Task,
  work: TaskWork<I, C>,
  inTime: () => boolean,
  until: Instant,
): Promise<Worked> {
  const { _id: id, owner } = task;
  /** Writes to the task while it is still ours: not cancelled, not given to another. */
  const save = (change: Change) =>
    tasks.change(id, { state: 'running', leasedUntil: until }, { ...change, updatedAt: now() });

  if (task.attempts >= MOST_ATTEMPTS) return giveUp(save, new Failure('INTERNAL'), 0);
  let checkpoint = task.checkpoint as C | null;
  for (let steps = 1; ; steps += 1) {
    let step: Step<C>;
    try {
      step = await work.step(task.input as I, checkpoint, { id, owner });
    } catch (thrown) {
      return postpone(save, task, steps === 1 ? task.attempts + 1 : 1, thrown, steps - 1);
    }
    if ('result' in step) {
      const { result, file = null, done, message } = step;
      const finished = await save({ ...ended('done'), result, file, done, total: done, message, error: null });
      return { state: finished ? 'done' : 'cancelled', steps };
    }
    checkpoint = step.checkpoint;
    const { done, total = null, message } = step;
    if (!(await save({ checkpoint, done, total, message, attempts: 0, error: null })))
      return { state: 'cancelled', steps };
    if (inTime()) continue;
    await save({ state: 'waiting', leasedUntil: null, lookAt: now() });
    wake(contract, id);
    return { state: 'waiting', steps };
  }
}

type Save = (change: Change) => Promise<boolean>;

/** A refusal that no wait changes ends the task; anything else is tried again, later each time. */
async function postpone(save: Save, task: Task, attempts: number, thrown: unknown, steps: number): Promise<Worked> {
  const failure = toFailure(thrown);
  log('warn', 'task.failed', { taskId: task._id, worker: task.worker, attempts, ...describeError(thrown) });
  if (failure.code !== 'INTERNAL' || attempts >= MOST_ATTEMPTS) return giveUp(save, failure, steps);
  const lookAt = after(now(), MINUTE * 2 ** attempts);
  await save({ state: 'waiting', leasedUntil: null, attempts, lookAt, message: '遇到问题，稍后自动重试' });
  return { state: 'waiting', steps };
}

async function giveUp(save: Save, { code, message }: Failure, steps: number): Promise<Worked> {
  await save({ ...ended('failed'), error: { code, message }, message: '任务失败，可以继续' });
  return { state: 'failed', steps };
}

/** What a task that is over has in common. */
export function ended(state: 'done' | 'failed' | 'cancelled') {
  const expiresAt = after(now(), KEPT_FOR);
  return { state, leasedUntil: null, expiresAt, lookAt: expiresAt, updatedAt: now() };
}

async function removeExpired<I, C>(task: Task, work: TaskWork<I, C>): Promise<Worked> {
  if ((task.expiresAt ?? '') > now()) return { state: task.state, steps: 0 };
  await work.clear?.(task.input as I, task.checkpoint as C | null, { id: task._id });
  await tasks.remove({ _id: task._id, expiresAt: task.expiresAt });
  return { state: 'gone', steps: 0 };
}
