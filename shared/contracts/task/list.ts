import * as z from 'zod';
import { contract } from '../contract.js';
import { page, pageOf } from '../terms.js';
import { TaskSummary } from './task.js';

export const taskList = contract({
  name: 'task-list',
  title: '我的任务',
  access: 'guest',
  input: z.strictObject({ ...page }),
  output: pageOf(TaskSummary),
  errors: ['UNAUTHENTICATED'],
  budget: { roundTrips: 1 },
});
