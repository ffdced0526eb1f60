import * as z from 'zod';
import { contract } from '../contract.js';

export const jobWatch = contract({
  name: 'job-watch',
  title: '检查定时任务是否按时运行',
  access: 'timer',
  input: z.object({}),
  output: z.strictObject({ jobs: z.int(), late: z.int(), failing: z.int() }),
  budget: { roundTrips: 3 },
  timer: { name: 'every-ten-minutes', cron: '45 5/10 * * * * *' },
});
