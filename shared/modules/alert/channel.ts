import type { AlertState, Severity } from '../../contracts/alert/alert.js';
import type { Instant } from '../../contracts/terms.js';

/** What somebody is told of one alert. */
export interface AlertNotice {
  title: string;
  subject: string;
  severity: Severity;
  state: AlertState;
  value: string;
  limit: string;
  since: Instant;
  advice: string;
}

/** The way to whoever has to look. */
export interface AlertChannel {
  /**
   * Tells of them in order, in as few messages as they fit in. Repeating it tells twice.
   * @returns of how many it has told; the others are to be told later
   * @throws Failure ALERT_CHANNEL_UNAVAILABLE when it has told of none
   */
  send(app: string, notices: readonly AlertNotice[]): Promise<number>;
}
