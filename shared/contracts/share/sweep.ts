import * as z from 'zod';
import { contract } from '../contract.js';

export const shareSweep = contract({
  name: 'share-sweep',
  title: '清理过期与撤回的分享',
  access: 'timer',
  input: z.object({}),
  output: z.strictObject({ removed: z.int() }),
  budget: { roundTrips: 500 },
  timeoutSeconds: 60,
  timer: { name: 'every-hour', cron: '35 25 * * * * *' },
});
