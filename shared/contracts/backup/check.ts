import * as z from 'zod';
import { contract } from '../contract.js';

export const backupCheck = contract({
  name: 'backup-check',
  title: '检查备份是否完好',
  access: 'timer',
  input: z.object({}),
  output: z.strictObject({
    /** Backups that are being read back. */
    verifying: z.int(),
    /** Backups that cannot be restored from. */
    broken: z.int(),
  }),
  budget: { roundTrips: 8 },
  timer: { name: 'hourly', cron: '50 22 * * * * *' },
});
