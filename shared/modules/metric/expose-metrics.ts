import { app } from '../../core/environment.js';
import { Failure } from '../../core/failure.js';
import { noStats } from '../../core/metrics/stats.js';
import { isMetricsToken } from '../../core/metrics/token.js';
import { alerts } from '../alert/alerts.js';
import { exposition } from './exposition.js';
import { metricLedgers } from './ledger.js';

/** More than that at once are one disaster. */
const MOST_ALERTS = 200;

/**
 * What Prometheus reads. Two round trips.
 * @throws Failure UNAUTHENTICATED without the token of the environment in `Authorization: Bearer`
 */
export async function exposeMetrics(authorization: string): Promise<string> {
  const [, token] = /^Bearer ([\w-]{1,100})$/.exec(authorization) ?? [];
  if (!token || !isMetricsToken(token)) throw new Failure('UNAUTHENTICATED', { message: 'a bearer token is needed' });
  const [ledger, firing] = await Promise.all([
    metricLedgers.get('current'),
    alerts.find({ state: 'firing' }, { limit: MOST_ALERTS, fields: ['rule', 'subject', 'severity'] }),
  ]);
  const shown = firing.map(({ rule, subject, severity }) => ({ rule, subject, severity }));
  return exposition(app(), ledger?.totals ?? noStats(), shown);
}
