import * as z from 'zod';
import { contract } from '../contract.js';
import { Instant } from '../terms.js';
import { TaskId, TaskSummary } from './task.js';

export const taskGet = contract({
  name: 'task-get',
  title: '查看任务进度',
  access: 'guest',
  input: z.strictObject({ taskId: TaskId }),
  output: z.strictObject({
    ...TaskSummary.shape,
    /** What the task came to. */
    result: z.record(z.string(), z.union([z.string(), z.number()])).nullable(),
    /** Where its file can be fetched for some minutes. */
    file: z.strictObject({ name: z.string(), url: z.string(), validUntil: Instant }).nullable(),
    error: z.strictObject({ code: z.string(), message: z.string() }).nullable(),
  }),
  errors: ['TASK_NOT_FOUND', 'UNAUTHENTICATED'],
  budget: { roundTrips: 2 },
});
