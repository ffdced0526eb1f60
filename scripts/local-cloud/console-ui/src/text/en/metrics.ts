import type { metrics as zh } from '../zh/metrics.js';

export const metrics = {
  acknowledgedBy: 'acknowledged by {who}',
  alertFiring: 'firing',
  alertPending: 'pending',
  alerts: 'Alerts',
  alertSince: 'Since',
  allActions: 'All actions',
  businessCounters: 'Business counters',
  callsAndErrors: 'Calls and errors',
  condition: 'Value / limit',
  errorRate: 'Error rate',
  lastHours: 'Last {n} h',
  lastDays: 'Last {n} days',
  metrics: 'Metrics',
  metricsEmpty:
    'No metrics in this time yet. Call a few actions; a minute later the timer metric-rollup brings them here. Or put the virtual clock forward by two minutes.',
  metricsUnknown:
    'This environment has no collection metrics: its functions are not written on the core of Yunshu, and write none.',
  noAlerts: 'No alerts',
  noBusiness: 'No business counters in this time',
  noTrace: 'No call of this trace is remembered; newer ones may have taken its place',
  overhead: 'Upkeep',
  overheadNote: 'cloud calls of instances for themselves (metrics, configuration)',
  refunds: 'Refunds',
  roundTripsPerCall: 'Cloud calls per request',
  serverFault: "the server's fault",
  traceOf: 'Trace',
  traceSpans: '{calls} calls, {ms} ms',
  gmv: 'GMV',
  ordersPaid: 'Orders paid',
} satisfies Record<keyof typeof zh, string>;
