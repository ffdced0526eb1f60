import * as z from 'zod';
import { contract } from '../contract.js';
import { TaskId, TaskState } from './task.js';

export const taskCancel = contract({
  name: 'task-cancel',
  title: '取消任务',
  access: 'guest',
  input: z.strictObject({ taskId: TaskId }),
  /** As it is now: a task that is over stays as it is. */
  output: z.strictObject({ taskId: TaskId, state: TaskState }),
  errors: ['TASK_NOT_FOUND', 'UNAUTHENTICATED'],
  budget: { roundTrips: 2 },
});
