import type { alertEvaluate } from '../../contracts/alert/evaluate.js';
import type { Output } from '../../contracts/contract.js';
import type { Instant } from '../../contracts/terms.js';
import { command, type Stored } from '../../core/store/collection.js';
import { after, MINUTE, now, startOfMinute, toMs } from '../../core/time.js';
import { recordsBetween } from '../metric/records.js';
import { type AlertRecord, alertIdOf, alerts } from './alerts.js';
import type { AlertChannel } from './channel.js';
import { tellDatabaseDown } from './database-down.js';
import { readGauges } from './gauges.js';
import { type Breach, breachesOf } from './measure.js';
import { type AlertRule, alertRules } from './rules.js';
import { tell } from './tell.js';
import { observed, unobserved } from './transitions.js';

/** As long as the longest window of a rule. */
const LOOK_BACK = 10 * MINUTE;
/** Gauges change slowly and cost a round trip each. */
const GAUGES_EVERY = 5;
/** More alerts than this at once are one disaster, and the first of them tell of it. */
const MOST_ALERTS = 200;

/** Until when this instance takes it that no alert is open, having seen so: nobody else opens one but another evaluation. */
let noneOpenUntil: Instant | undefined;

/**
 * Checks every rule against what was seen in the last minutes, keeps what became of each, and tells the channel of what is new.
 *
 * While nothing is wrong it is one query a minute, which is how it finds out that the database does not answer, and some more
 * every five minutes. Safe to run twice and at once: an alert changes by its revision, and is told of by whoever claims it.
 * What the channel did not take is told with the next evaluation.
 * @throws when the database does not answer, after it has told the channel of that
 */
export async function evaluateAlerts(channel: AlertChannel): Promise<Output<typeof alertEvaluate>> {
  const at = now();
  const withGauges = Math.floor(toMs(at) / MINUTE) % GAUGES_EVERY === 0;
  const rules = alertRules.filter(({ measure }) => withGauges || measure.of !== 'gauge');
  const believed = !withGauges && noneOpenUntil !== undefined && at < noneOpenUntil;
  const [breaches, open] = await tellDatabaseDown(channel, at, async () => {
    const minutes = await recordsBetween('minute', after(startOfMinute(at), -LOOK_BACK), at, [
      'at',
      'actions',
      'cloud',
      'counters',
    ]);
    const gauges = withGauges ? await readGauges() : {};
    const found = breachesOf(rules, minutes, gauges, at).slice(0, MOST_ALERTS);
    return [found, believed && found.length === 0 ? [] : await openAlerts()] as const;
  });
  const changes = changesOf(rules, breaches, open, at);
  await Promise.all(changes.map(([known, next]) => save(known, next)));

  const current = changes.length > 0 ? await openAlerts() : open;
  if (current.length > 0) noneOpenUntil = undefined;
  else if (!believed) noneOpenUntil = after(at, GAUGES_EVERY * MINUTE);
  const told = await tell(channel, current, at);
  const count = (state: AlertRecord['state']) => current.filter((alert) => alert.state === state).length;
  return { pending: count('pending'), firing: count('firing'), told };
}

function openAlerts(): Promise<Stored<AlertRecord>[]> {
  return alerts.find(
    {},
    { anyOf: [{ state: command().in(['pending', 'firing']) }, { untold: true }], limit: 2 * MOST_ALERTS },
  );
}

type Change = [known: Stored<AlertRecord> | undefined, next: AlertRecord];

function changesOf(
  rules: readonly AlertRule[],
  breaches: readonly Breach[],
  open: readonly Stored<AlertRecord>[],
  at: Instant,
) {
  const byId = new Map(open.map((alert) => [alert._id, alert]));
  const seen = breaches.map((breach): Change => {
    const known = byId.get(alertIdOf(breach.rule.id, breach.subject));
    return [known, observed(known, breach, at)];
  });
  const seenIds = new Set(seen.map(([, { _id }]) => _id));
  const gone = open
    .filter(({ _id, rule }) => !seenIds.has(_id) && (rules.some(({ id }) => id === rule) || isRetired(rule)))
    .flatMap((known): Change[] => {
      const next = unobserved(known, at);
      return next ? [[known, next]] : [];
    });
  return [...seen, ...gone];
}

/** A rule that the code no longer has: nothing will ever be seen of it again. */
function isRetired(rule: string): boolean {
  return !alertRules.some(({ id }) => id === rule);
}

/** Whoever comes second leaves what the first has made of it. */
async function save(known: Stored<AlertRecord> | undefined, next: AlertRecord): Promise<void> {
  const { _id, ...rest } = next;
  if (known) {
    const { revision, ...change } = rest as Omit<Stored<AlertRecord>, '_id'>;
    await alerts.change(_id, { revision: known.revision }, change);
  } else if (!(await alerts.insert(next))) await alerts.change(_id, { state: 'resolved', untold: false }, rest);
}
