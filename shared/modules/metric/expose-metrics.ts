import { app } from '../../core/environment.js';
import { Failure } from '../../core/failure.js';
import { noStats } from '../../core/metrics/stats.js';
import { isMetricsToken } from '../../core/metrics/token.js';
import { exposition, type FiringAlert } from './exposition.js';
import { metricLedgers } from './ledger.js';

/**
 * What Prometheus reads. Two round trips.
 * @throws Failure UNAUTHENTICATED without the token of the environment in `Authorization: Bearer`
 */
export async function exposeMetrics(
  authorization: string,
  firingAlerts: () => Promise<readonly FiringAlert[]>,
): Promise<string> {
  const [, token] = /^Bearer ([\w-]{1,100})$/.exec(authorization) ?? [];
  if (!token || !isMetricsToken(token)) throw new Failure('UNAUTHENTICATED', { message: 'a bearer token is needed' });
  const [ledger, firing] = await Promise.all([metricLedgers.get('current'), firingAlerts()]);
  return exposition(app(), ledger?.totals ?? noStats(), firing);
}
