import * as z from 'zod';
import { contract } from '../contract.js';

/** How many deliveries took place, and of how many a next try or a dead letter is left. */
export const Relayed = z.strictObject({ delivered: z.int(), failed: z.int(), dead: z.int() });

export const eventRelay = contract({
  name: 'event-relay',
  title: '派送事件',
  access: 'internal',
  input: z.strictObject({
    aggregates: z
      .array(z.strictObject({ collection: z.string().min(1).max(64), id: z.string().min(1).max(128) }))
      .min(1)
      .max(50),
  }),
  output: Relayed,
  budget: { roundTrips: 500 },
  timeoutSeconds: 60,
});
