import * as z from 'zod';
import { contract } from '../contract.js';
import { Instant } from '../terms.js';

export const healthCheck = contract({
  name: 'health-check',
  title: '服务是否在运行',
  access: 'guest',
  input: z.strictObject({}),
  output: z.strictObject({
    status: z.literal('up'),
    app: z.string(),
    /** The hash of what was built. */
    bundle: z.string(),
    at: Instant,
  }),
  budget: { roundTrips: 0 },
});
