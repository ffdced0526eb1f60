import * as z from 'zod';
import { contract } from '../contract.js';
import { Instant } from '../terms.js';

/** `late`: it answers, but not as fast or as empty as it should. */
export const HealthState = z.enum(['well', 'late', 'failing']);

export const healthInspect = contract({
  name: 'health-inspect',
  title: '检查各依赖的健康状况',
  access: 'health.read',
  input: z.strictObject({}),
  output: z.strictObject({
    /** The worst of all. */
    state: HealthState,
    at: Instant,
    checks: z.array(
      z.strictObject({
        name: z.enum(['database', 'storage', 'payment', 'outbox', 'dead-letters', 'jobs']),
        state: HealthState,
        ms: z.int(),
        /** What was found, for an operator. */
        detail: z.string(),
      }),
    ),
  }),
  uses: ['wechat-pay'],
  budget: { roundTrips: 24, bundleKb: 2400 },
  timeoutSeconds: 30,
});
