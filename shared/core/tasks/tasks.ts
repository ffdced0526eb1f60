import type { TaskId, TaskState } from '../../contracts/task/task.js';
import type { Instant } from '../../contracts/terms.js';
import { actor } from '../actor.js';
import { Failure } from '../failure.js';
import { actorId } from '../ids.js';
import { collection } from '../store/collection.js';
import { declareCollection, transient } from '../store/declare.js';
import { DAY } from '../time.js';

/** Work that takes longer than a call may: done step by step, with a checkpoint after each. */
export interface Task {
  _id: TaskId;
  /** Who it belongs to, as `actorId` writes it. */
  owner: string;
  /** The function that works on it. */
  worker: string;
  title: string;
  state: TaskState;
  input: unknown;
  /** Stands for the input, so that a request id cannot be used for something else. */
  request: string;
  done: number;
  total: number | null;
  message: string;
  /** Where the next step begins; null before the first. */
  checkpoint: unknown;
  result: Record<string, string | number> | null;
  /** The file that it made, by its id in storage. */
  file: string | null;
  error: { code: string; message: string } | null;
  /** Slices in a row that came to nothing. */
  attempts: number;
  /** Until when who works on it is taken to be alive. */
  leasedUntil: Instant | null;
  /** When the sweep has to look at it: to go on with it, or to remove it. */
  lookAt: Instant;
  createdAt: Instant;
  updatedAt: Instant;
  expiresAt: Instant | null;
}

/** How long a task that is over is kept with its result. */
export const KEPT_FOR = 7 * DAY;

export const taskCollection = transient(
  declareCollection(
    'tasks',
    [
      { name: 'lookAt', keys: [['lookAt', 1]] },
      {
        name: 'owner_createdAt',
        keys: [
          ['owner', 1],
          ['createdAt', -1],
          ['_id', -1],
        ],
      },
    ],
    {
      of: 'owner',
      onDeletion: { sweep: { state: 'cancelled', leasedUntil: null }, now: ['expiresAt', 'lookAt'] },
      hidden: ['request', 'checkpoint', 'input'],
    },
  ),
);
export const tasks = collection<Task>(taskCollection.name);

/**
 * Who acts, as tasks name their owners: a member or an operator.
 * @throws Failure UNAUTHENTICATED for anybody else
 */
export function owner(): string {
  const current = actor();
  if (current.kind !== 'member' && current.kind !== 'operator') throw new Failure('UNAUTHENTICATED');
  return actorId(current);
}
