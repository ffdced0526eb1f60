import { httpMetrics } from '../../shared/contracts/http/metrics.js';
import { serveHttp } from '../../shared/core/serve-http.js';
import { firingAlerts } from '../../shared/modules/alert/alerts.js';
import { exposeMetrics } from '../../shared/modules/metric/expose-metrics.js';

export const main = serveHttp(httpMetrics, async (ctx) => {
  ctx.body = await exposeMetrics(ctx.get('authorization'), firingAlerts);
  ctx.type = 'text/plain; version=0.0.4; charset=utf-8';
});
