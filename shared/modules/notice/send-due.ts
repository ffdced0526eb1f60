import type { Output } from '../../contracts/contract.js';
import { noticeQuietFrom, noticeQuietUntil } from '../../contracts/notice/rules.js';
import type { noticeSend } from '../../contracts/notice/send.js';
import { rule } from '../../core/config/config.js';
import { describeError, log } from '../../core/log.js';
import { command } from '../../core/store/collection.js';
import { HOUR, MINUTE, now, startOf, toMs } from '../../core/time.js';
import type { Channels } from './channels.js';
import { deliver } from './deliver.js';
import { allNotices } from './notices.js';
import { whenHeard } from './quiet-hours.js';

const MOST = 100;
const AT_ONCE = 5;

/** Notices that are over are looked for once an hour. */
const CLEARED_WITHIN = 2 * MINUTE;

/** What a run comes to when nothing is due and it is not the one of the hour that clears away. One round trip. */
export async function nothingDue(): Promise<Output<typeof noticeSend> | undefined> {
  const at = now();
  if (toMs(at) - toMs(startOf(HOUR, at)) < CLEARED_WITHIN) return undefined;
  const [due] = await allNotices.find({ dueAt: command().lte(at) }, { limit: 1, fields: ['_id'] });
  return due ? undefined : { looked: 0, removed: 0 };
}

/** Sends what is due: held over night, to be tried again, or left by a call that died. Removes what is over. */
export async function sendDue(inTime: () => boolean, channels: Channels): Promise<Output<typeof noticeSend>> {
  const at = now();
  const due = await allNotices.find({ dueAt: command().lte(at) }, { orderBy: [['dueAt', 'asc']], limit: MOST });
  const quietUntil = whenHeard(at, await rule(noticeQuietFrom), await rule(noticeQuietUntil));
  let looked = 0;
  for (let next = 0; next < due.length && inTime(); next += AT_ONCE) {
    const turn = due.slice(next, next + AT_ONCE).map((notice) => {
      // A second try at night waits as the first would have.
      const held = !notice.urgent && quietUntil > at;
      if (!held) return deliver(notice, channels);
      return allNotices.change(notice._id, { revision: notice.revision }, { dueAt: quietUntil });
    });
    for (const result of await Promise.allSettled(turn)) {
      if (result.status === 'rejected') log('error', 'notice.stuck', describeError(result.reason));
    }
    looked += turn.length;
  }
  const removed = await allNotices.remove({ expiresAt: command().lte(at) });
  return { looked, removed };
}
