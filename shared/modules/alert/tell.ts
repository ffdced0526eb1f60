import type { Instant } from '../../contracts/terms.js';
import { app } from '../../core/environment.js';
import { describeError, log } from '../../core/log.js';
import { command, type Stored } from '../../core/store/collection.js';
import { after, now, SECOND } from '../../core/time.js';
import { type AlertRecord, type AlertSilence, alertSilences, alerts } from './alerts.js';
import type { AlertChannel, AlertNotice } from './channel.js';

/** Whoever tells of an alert has this long; then the next evaluation may. */
const TELLING = 50 * SECOND;

/**
 * Tells the channel of all that it does not know, unless somebody has silenced it.
 * @returns of how many
 */
export async function tell(channel: AlertChannel, known: readonly Stored<AlertRecord>[], at: Instant): Promise<number> {
  const untold = known.filter((alert) => alert.untold);
  if (untold.length === 0) return 0;
  const silences = await alertSilences.find({ until: command().gt(at) }, { limit: 1000 });
  const audible = untold.filter((alert) => !silences.some((silence) => covers(silence, alert)));
  const claimed: AlertRecord[] = [];
  for (const alert of audible) if (await claim(alert, at)) claimed.push(alert);
  if (claimed.length === 0) return 0;

  let told = 0;
  try {
    told = await channel.send(app(), claimed.map(noticeOf));
  } catch (error) {
    log('error', 'alert.untold', { alerts: claimed.length, ...describeError(error) });
  }
  for (const { _id, state } of claimed.slice(0, told)) {
    await alerts.change(_id, { state }, { untold: false, toldState: state, toldAt: now() });
  }
  return told;
}

export function covers(
  silence: Pick<AlertSilence, 'rule' | 'subject'>,
  alert: Pick<AlertRecord, 'rule' | 'subject'>,
): boolean {
  return silence.rule === alert.rule && (silence.subject === null || silence.subject === alert.subject);
}

function claim({ _id, revision }: Stored<AlertRecord>, at: Instant): Promise<boolean> {
  const _ = command();
  const free = _.or(_.eq(null), _.lte(at));
  return alerts.change(_id, { untold: true, revision, tellingUntil: free }, { tellingUntil: after(at, TELLING) });
}

function noticeOf({ title, subject, severity, state, value, limit, since, advice }: AlertRecord): AlertNotice {
  return { title, subject, severity, state, value, limit, since, advice };
}
