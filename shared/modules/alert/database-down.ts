import type { Instant } from '../../contracts/terms.js';
import { app } from '../../core/environment.js';
import { describeError, log } from '../../core/log.js';
import { after, MINUTE, SECOND } from '../../core/time.js';
import type { AlertChannel } from './channel.js';

/** Without a database nothing can be kept but in this instance, which says it again after this long. */
const AGAIN_AFTER = 30 * MINUTE;
/** A minute, as timers are not exact to the second. */
const FAILED_FOR = 50 * SECOND;

let told: Instant | undefined;
let failingSince: Instant | undefined;

/**
 * Reads from the database. When it has not answered for a minute, no alert can be kept of it, and the channel is told at once.
 * @throws what the reading throws
 */
export async function tellDatabaseDown<T>(channel: AlertChannel, at: Instant, read: () => Promise<T>): Promise<T> {
  try {
    const answer = await read();
    told = failingSince = undefined;
    return answer;
  } catch (error) {
    failingSince ??= at;
    if (at >= after(failingSince, FAILED_FOR) && (!told || at >= after(told, AGAIN_AFTER))) {
      const sent = await channel.send(app(), [noticeOf(failingSince)]).catch((problem: unknown) => {
        log('error', 'alert.untold', { alerts: 1, ...describeError(problem) });
        return 0;
      });
      if (sent > 0) told = at;
    }
    throw error;
  }
}

function noticeOf(since: Instant) {
  return {
    title: '数据库无应答',
    subject: 'database',
    severity: 'critical',
    state: 'firing',
    value: '告警检查读不到数据',
    limit: '1 分钟',
    since,
    advice: '查看云开发控制台的数据库状态与配额',
  } as const;
}
