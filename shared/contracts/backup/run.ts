import * as z from 'zod';
import { contract } from '../contract.js';

export const backupRun = contract({
  name: 'backup-run',
  title: '定时备份数据',
  access: 'timer',
  input: z.object({}),
  output: z.strictObject({ started: z.int(), removed: z.int(), failed: z.int() }),
  budget: { roundTrips: 20 },
  timeoutSeconds: 60,
  timer: { name: 'every-half-hour', cron: '50 7/30 * * * * *' },
});
