import * as z from 'zod';
import { contract } from '../contract.js';

export const fileSweep = contract({
  name: 'file-sweep',
  title: '清理未提交的文件，催促未完成的检查',
  access: 'timer',
  input: z.object({}),
  output: z.strictObject({ removed: z.int(), handedOver: z.int() }),
  budget: { roundTrips: 500 },
  timeoutSeconds: 60,
  timer: { name: 'every-half-hour', cron: '40 */30 * * * * *' },
});
