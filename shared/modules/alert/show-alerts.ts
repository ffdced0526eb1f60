import type { alertList } from '../../contracts/alert/list.js';
import type { Output, Parsed } from '../../contracts/contract.js';
import { command } from '../../core/store/collection.js';
import { pageOf } from '../../core/store/paging.js';
import { now } from '../../core/time.js';
import { type AlertRecord, type AlertSilence, alertSilences, alerts } from './alerts.js';
import { covers } from './tell.js';

/** Alerts in one state, those of the longest standing last. */
export async function listAlerts({
  state,
  limit,
  cursor,
}: Parsed<typeof alertList>): Promise<Output<typeof alertList>> {
  const { items, nextCursor } = await pageOf(alerts, {
    where: { state },
    by: 'since',
    direction: 'desc',
    limit,
    cursor,
  });
  const silences = await activeSilences();
  return { items: items.map((alert) => shown(alert, silences)), nextCursor };
}

/** The silences that last at present. One round trip. */
export function activeSilences(): Promise<AlertSilence[]> {
  return alertSilences.find({ until: command().gt(now()) }, { limit: 1000 });
}

/** An alert as operators see it. */
export function shown(
  alert: AlertRecord,
  silences: readonly AlertSilence[],
): Output<typeof alertList>['items'][number] {
  const { _id, rule, title, subject, severity, state, value, limit, since, firedAt, resolvedAt } = alert;
  const { acknowledgedBy, acknowledgedAt } = alert;
  const until = silences.filter((silence) => covers(silence, alert)).map((silence) => silence.until);
  return {
    alertId: _id,
    ...{ rule, title, subject, severity, state, value, limit, since, firedAt, resolvedAt },
    ...{ acknowledgedBy, acknowledgedAt },
    silencedUntil: until.sort().at(-1) ?? null,
  };
}
