import * as z from 'zod';
import { contract } from '../contract.js';
import { DeadLetterId } from './list.js';

/** One dead letter, or those of one subscriber, of one type if it says so. */
export const replayChoice = z.union([
  z.strictObject({ deadLetterId: DeadLetterId }),
  z.strictObject({ subscriber: z.string().min(1).max(60), type: z.string().min(1).max(100).optional() }),
]);

export const eventReplay = contract({
  name: 'event-replay',
  title: '重新派送事件',
  access: 'event.replay',
  audited: (input) => ('deadLetterId' in input ? input.deadLetterId : `${input.subscriber}/${input.type ?? '*'}`),
  input: replayChoice,
  output: z.strictObject({
    replayed: z.int(),
    /** Those that were refused again, and why the first of them was. */
    failed: z.int(),
    reason: z.string().nullable(),
    /** Whether there are more; the same call again goes on with them. */
    more: z.boolean(),
  }),
  errors: ['EVENT_NOT_FOUND'],
  budget: { roundTrips: 3, perLine: 2 },
  timeoutSeconds: 60,
});
