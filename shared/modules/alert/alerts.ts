import type { AlertState, Severity } from '../../contracts/alert/alert.js';
import type { Instant } from '../../contracts/terms.js';
import { derivedId } from '../../core/ids.js';
import { collection } from '../../core/store/collection.js';
import { declareCollection } from '../../core/store/declare.js';

/** What has become of one rule for one subject; the latest time, where it has fired before. */
export interface AlertRecord {
  _id: string;
  rule: string;
  title: string;
  subject: string;
  severity: Severity;
  state: AlertState;
  value: string;
  limit: string;
  advice: string;
  since: Instant;
  firedAt: Instant | null;
  resolvedAt: Instant | null;
  /** When the condition was last seen to hold. */
  seenAt: Instant;
  /** The state that the channel was last told of, and when. */
  toldState: AlertState | null;
  toldAt: Instant | null;
  /** Whether it has something to tell: it fired, or it is over, and the channel does not know. */
  untold: boolean;
  /** Until when somebody may be telling of it. */
  tellingUntil: Instant | null;
  acknowledgedBy: string | null;
  acknowledgedAt: Instant | null;
}

/** While it lasts nobody is told; the alert is kept all the same. */
export interface AlertSilence {
  _id: string;
  rule: string;
  /** Null for every subject of the rule. */
  subject: string | null;
  until: Instant;
  by: string;
  reason: string;
}

export const alertCollection = declareCollection(
  'alerts',
  [
    {
      name: 'state_since',
      keys: [
        ['state', 1],
        ['since', 1],
        ['_id', 1],
      ],
    },
    { name: 'untold', keys: [['untold', 1]] },
  ],
  'none',
);
export const alertSilenceCollection = declareCollection(
  'alertSilences',
  [{ name: 'until', keys: [['until', 1]] }],
  'none',
);

export const alerts = collection<AlertRecord>(alertCollection.name);
export const alertSilences = collection<AlertSilence>(alertSilenceCollection.name);

/** More than that at once are one disaster. */
const MOST_FIRING = 200;

/** What fires now. One round trip. */
export async function firingAlerts(): Promise<Pick<AlertRecord, 'rule' | 'subject' | 'severity'>[]> {
  const firing = await alerts.find(
    { state: 'firing' },
    { limit: MOST_FIRING, fields: ['rule', 'subject', 'severity'] },
  );
  return firing.map(({ rule, subject, severity }) => ({ rule, subject, severity }));
}

export function alertIdOf(rule: string, subject: string): string {
  return derivedId('alert', rule, subject);
}
