import * as z from 'zod';
import { contract } from '../contract.js';
import { DeadLetterId } from './list.js';

const name = z.string().regex(/^[a-z][a-z0-9.-]{0,99}$/, '应为函数名或事件类型');

/** One dead letter, or those of one subscriber, of one type if it says so. */
export const replayChoice = z.union([
  z.strictObject({ deadLetterId: DeadLetterId }),
  z.strictObject({ subscriber: name, type: name.optional() }),
]);

export const eventReplay = contract({
  name: 'event-replay',
  title: '重新派送事件',
  access: 'event.replay',
  audited: (input) => ('deadLetterId' in input ? input.deadLetterId : `${input.subscriber}/${input.type ?? 'all'}`),
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
  budget: { roundTrips: 12, perLine: 2 },
  timeoutSeconds: 60,
});
