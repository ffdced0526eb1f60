import * as z from 'zod';
import { type Budget, contract, type Service } from '../contract.js';
import { Instant } from '../terms.js';

export const TaskId = z
  .string()
  .regex(/^tsk_[0-9A-HJKMNP-TV-Z]{26}$/, '应为 tsk_ 开头的编号')
  .brand('TaskId');
export type TaskId = z.output<typeof TaskId>;

/**
 * Where a task stands.
 *
 * - `waiting`: for its turn, its next slice, or another try
 * - `running`: a slice is being worked on
 * - `done`, `failed`, `cancelled`: over; the last two can be resumed
 */
export const TaskState = z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']);
export type TaskState = z.output<typeof TaskState>;

export const TaskSummary = z.strictObject({
  taskId: TaskId,
  title: z.string(),
  state: TaskState,
  /** How much is done, of how much if that is known, and what goes on, for the person who waits. */
  done: z.int().min(0),
  total: z.int().min(0).nullable(),
  message: z.string(),
  createdAt: Instant,
  updatedAt: Instant,
  /** When the task and its result are removed; null until it is over. */
  expiresAt: Instant.nullable(),
});

interface Worker {
  /** `<module>-<what>-run`: the function that works on tasks of this kind. */
  name: `${string}-${string}`;
  title: string;
  budget: Budget;
  uses?: readonly Service[];
  timeoutSeconds?: number;
}

/** The contract of a function that works on tasks of one kind. */
export function worker(declaration: Worker) {
  return contract({
    timeoutSeconds: 60,
    ...declaration,
    access: 'internal',
    input: z.strictObject({ taskId: TaskId }),
    output: z.strictObject({ state: TaskState.or(z.enum(['gone', 'busy'])), steps: z.int() }),
  });
}
