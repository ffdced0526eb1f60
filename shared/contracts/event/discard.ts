import * as z from 'zod';
import { contract } from '../contract.js';
import { lineOfText } from '../terms.js';
import { DeadLetterId } from './list.js';

export const eventDiscard = contract({
  name: 'event-discard',
  title: '放弃派送事件',
  access: 'event.replay',
  audited: ({ deadLetterId }) => deadLetterId,
  input: z.strictObject({ deadLetterId: DeadLetterId, reason: lineOfText(2, 200) }),
  output: z.strictObject({ deadLetterId: DeadLetterId, state: z.enum(['replayed', 'discarded']) }),
  errors: ['EVENT_NOT_FOUND'],
  budget: { roundTrips: 11 },
});
