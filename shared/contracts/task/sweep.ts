import * as z from 'zod';
import { contract } from '../contract.js';

export const taskSweep = contract({
  name: 'task-sweep',
  title: '推进停下的任务，清理过期的任务',
  access: 'timer',
  input: z.object({}),
  output: z.strictObject({ woken: z.int(), failed: z.int() }),
  budget: { roundTrips: 200 },
  timeoutSeconds: 30,
  timer: { name: 'every-five-minutes', cron: '15 */5 * * * * *' },
});
