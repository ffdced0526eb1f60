import * as z from 'zod';
import { contract } from '../contract.js';
import { TaskId, TaskState } from './task.js';

export const taskResume = contract({
  name: 'task-resume',
  title: '继续任务',
  access: 'guest',
  input: z.strictObject({ taskId: TaskId }),
  output: z.strictObject({ taskId: TaskId, state: TaskState }),
  errors: ['TASK_NOT_FOUND', 'TASK_NOT_RESUMABLE', 'UNAUTHENTICATED'],
  budget: { roundTrips: 3 },
});
