import type { Instant } from '../../contracts/terms.js';
import { after, HOUR, MINUTE, toMs } from '../../core/time.js';
import { type AlertRecord, alertIdOf } from './alerts.js';
import type { Breach } from './measure.js';

/** A condition that comes and goes is over when it has been gone this long: its alert fires once, not with every wave. */
const GONE_FOR = 3 * MINUTE;
/** Who has been told and has not acknowledged is told again. */
export const REMIND_AFTER = 4 * HOUR;

/** An alert as it is after this evaluation. */
export function observed(known: AlertRecord | undefined, breach: Breach, at: Instant): AlertRecord {
  // Nobody has looked for a while, or another instance that saw it gone: what held then is another matter.
  const lost = known?.state === 'pending' && at >= after(known.seenAt, GONE_FOR);
  const goesOn = known && known.state !== 'resolved' && !lost;
  const alert = goesOn ? { ...known, ...said(breach), seenAt: at } : begun(known, breach, at);
  if (alert.state === 'pending' && minuteOf(at) - minuteOf(alert.since) >= breach.rule.forMinutes) {
    return { ...alert, state: 'firing', firedAt: at, untold: true };
  }
  const forgotten = alert.state === 'firing' && !alert.acknowledgedBy && alert.toldState === 'firing';
  const remind = forgotten && alert.toldAt !== null && at >= after(alert.toldAt, REMIND_AFTER);
  return remind ? { ...alert, untold: true } : alert;
}

/** Evaluations come once a minute, a moment earlier or later: what has held for five of them has held for five minutes. */
const minuteOf = (at: Instant) => Math.floor(toMs(at) / MINUTE);

/** An alert whose condition was not seen this time; undefined when nothing comes of that yet. */
export function unobserved(known: AlertRecord, at: Instant): AlertRecord | undefined {
  if (known.state === 'pending') return { ...known, state: 'resolved', resolvedAt: at, untold: false };
  if (known.state !== 'firing' || at < after(known.seenAt, GONE_FOR)) return undefined;
  // Who was never told that it fires need not hear that it is over.
  return { ...known, state: 'resolved', resolvedAt: at, untold: known.toldState === 'firing' };
}

function said({ rule, subject, value, limit }: Breach) {
  const { id, title, severity, advice } = rule;
  return { rule: id, title, severity, advice, subject, value, limit };
}

function begun(known: AlertRecord | undefined, breach: Breach, at: Instant): AlertRecord {
  return {
    _id: known?._id ?? alertIdOf(breach.rule.id, breach.subject),
    ...said(breach),
    state: 'pending',
    since: at,
    seenAt: at,
    firedAt: null,
    resolvedAt: null,
    toldState: null,
    toldAt: null,
    untold: false,
    tellingUntil: null,
    acknowledgedBy: null,
    acknowledgedAt: null,
  };
}
