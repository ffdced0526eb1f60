import * as z from 'zod';
import { contract } from '../contract.js';
import { Relayed } from './relay.js';

export const eventSweep = contract({
  name: 'event-sweep',
  title: '派送未送达的事件',
  access: 'timer',
  input: z.object({}),
  output: Relayed,
  budget: { roundTrips: 5000 },
  timeoutSeconds: 60,
  timer: { name: 'every-two-minutes', cron: '30 */2 * * * * *' },
});
