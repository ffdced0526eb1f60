import * as z from 'zod';
import { contract } from '../contract.js';

export const alertEvaluate = contract({
  name: 'alert-evaluate',
  title: '检查告警规则',
  access: 'timer',
  input: z.object({}),
  output: z.strictObject({
    /** Conditions that hold, and of them those that somebody has to look at. */
    pending: z.int(),
    firing: z.int(),
    /** Alerts of which the channel was told. */
    told: z.int(),
  }),
  uses: ['alert'],
  budget: { roundTrips: 200 },
  timeoutSeconds: 30,
  timer: { name: 'every-minute', cron: '20 * * * * * *' },
});
