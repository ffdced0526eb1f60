import * as z from 'zod';
import { contract } from '../contract.js';

export const noticeSend = contract({
  name: 'notice-send',
  title: '发送到时间的通知，清理过期的消息',
  access: 'timer',
  input: z.object({}),
  output: z.strictObject({ looked: z.int(), removed: z.int() }),
  uses: ['message'],
  budget: { roundTrips: 600 },
  timeoutSeconds: 60,
  timer: { name: 'every-two-minutes', cron: '25 */2 * * * * *' },
});
