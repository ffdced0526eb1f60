import * as z from 'zod';
import { contract } from '../contract.js';
import { Instant } from '../terms.js';

const Latency = {
  /** ms, to 5 %; null where nothing was seen. */
  p50: z.number().nullable(),
  p95: z.number().nullable(),
  p99: z.number().nullable(),
};

export const ActionMetrics = z.strictObject({
  action: z.string(),
  calls: z.int(),
  /** Failures that are the server's fault. */
  errors: z.int(),
  /** All answers other than success, by code. */
  codes: z.record(z.string(), z.int()),
  cold: z.int(),
  roundTrips: z.int(),
  overhead: z.int(),
  ...Latency,
});

export const metricList = contract({
  name: 'metric-list',
  title: '查询运行指标',
  access: 'metric.read',
  input: z.strictObject({
    resolution: z.enum(['minute', 'hour', 'day']),
    from: Instant,
    /** At most 400 records are given. */
    to: Instant,
    /** All unless one is named. */
    action: z
      .string()
      .regex(/^[a-z0-9]+(-[a-z0-9]+)+$/, '应为接口名称')
      .max(60)
      .optional(),
  }),
  output: z.strictObject({
    items: z.array(
      z.strictObject({
        at: Instant,
        actions: z.array(ActionMetrics),
        cloud: z.array(z.strictObject({ kind: z.string(), calls: z.int(), failures: z.int(), ...Latency })),
        counters: z.array(
          z.strictObject({ name: z.string(), labels: z.record(z.string(), z.string()), n: z.number() }),
        ),
      }),
    ),
  }),
  budget: { roundTrips: 3 },
});
