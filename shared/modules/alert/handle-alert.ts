import type { alertAcknowledge } from '../../contracts/alert/acknowledge.js';
import type { alertSilence } from '../../contracts/alert/silence.js';
import type { Output, Parsed } from '../../contracts/contract.js';
import { actor } from '../../core/actor.js';
import { Failure } from '../../core/failure.js';
import { actorId, derivedId } from '../../core/ids.js';
import { after, MINUTE, now } from '../../core/time.js';
import { alertSilences, alerts } from './alerts.js';
import { alertRules } from './rules.js';
import { activeSilences, shown } from './show-alerts.js';

/**
 * Takes note of who sees to an alert, so that nobody is reminded of it. The first one counts. Safe to repeat.
 * @throws Failure ALERT_NOT_FOUND when there is none, or it does not fire
 */
export async function acknowledgeAlert({
  alertId,
}: Parsed<typeof alertAcknowledge>): Promise<Output<typeof alertAcknowledge>> {
  const noted = { acknowledgedBy: actorId(actor()), acknowledgedAt: now() };
  await alerts.change(alertId, { state: 'firing', acknowledgedBy: null }, noted);
  const alert = await alerts.get(alertId);
  if (!alert?.acknowledgedBy) throw new Failure('ALERT_NOT_FOUND');
  return shown(alert, await activeSilences());
}

/**
 * Keeps a rule quiet for some time, for all its subjects or for one; for no time at all, lets it be heard again.
 * @throws Failure ALERT_NOT_FOUND when there is no such rule
 */
export async function silenceAlert(input: Parsed<typeof alertSilence>): Promise<Output<typeof alertSilence>> {
  const { rule, subject = null, minutes, reason } = input;
  if (!alertRules.some(({ id }) => id === rule)) throw new Failure('ALERT_NOT_FOUND', { message: '没有这条告警规则' });
  const until = after(now(), minutes * MINUTE);
  const _id = derivedId<string>('alertSilence', rule, subject ?? '');
  const silence = { _id, rule, subject, until, by: actorId(actor()), reason };
  const { _id: _, ...change } = silence;
  if (!(await alertSilences.insert(silence))) await alertSilences.change(_id, {}, change);
  return { until: minutes > 0 ? until : null };
}
