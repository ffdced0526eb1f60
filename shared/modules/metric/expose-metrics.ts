import { app } from '../../core/environment.js';
import { Failure } from '../../core/failure.js';
import { noStats } from '../../core/metrics/stats.js';
import { isMetricsToken } from '../../core/metrics/token.js';
import { exposition } from './exposition.js';
import { metricLedgers } from './ledger.js';

/**
 * What Prometheus reads. One round trip.
 * @throws Failure UNAUTHENTICATED without the token of the environment in `Authorization: Bearer`
 */
export async function exposeMetrics(authorization: string): Promise<string> {
  const [, token] = /^Bearer ([\w-]{1,100})$/.exec(authorization) ?? [];
  if (!token || !isMetricsToken(token)) throw new Failure('UNAUTHENTICATED', { message: 'a bearer token is needed' });
  const ledger = await metricLedgers.get('current');
  return exposition(app(), ledger?.totals ?? noStats());
}
