import { httpDoor } from '../http-door.js';

export const httpMetrics = httpDoor({
  name: 'http-metrics',
  title: '指标（Prometheus）',
  path: '/metrics',
  budget: { roundTrips: 2, bundleKb: 2000 },
});
