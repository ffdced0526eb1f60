import type { Output, Parsed } from '../../contracts/contract.js';
import type { NoticeId } from '../../contracts/notice/notice.js';
import { noticeQuietFrom, noticeQuietUntil } from '../../contracts/notice/rules.js';
import type { noticeTell } from '../../contracts/notice/tell.js';
import { rule } from '../../core/config/config.js';
import { idForEvent } from '../../core/events/once.js';
import { after, now } from '../../core/time.js';
import type { Channels } from './channels.js';
import { deliver } from './deliver.js';
import { allNotices, type Delivery, KEPT_FOR, type Notice } from './notices.js';
import { channelsOf } from './preferences.js';
import { whenHeard } from './quiet-hours.js';
import { filled } from './templates.js';

/**
 * Tells a user of what has happened: in the inbox, once however often the event is delivered, and on the channels that he
 * wants. What is not urgent waits until the quiet hours are over.
 */
export async function tell(event: Parsed<typeof noticeTell>, channels: Channels): Promise<Output<typeof noticeTell>> {
  const { userId } = event.data;
  const { title, text, page, fields, urgent, insisted } = filled(event);
  const at = now();
  const wanted = insisted ?? (await channelsOf(userId, event.type));
  const heard = urgent ? at : whenHeard(at, await rule(noticeQuietFrom), await rule(noticeQuietUntil));
  const due = (): Delivery => ({ state: 'due', outcome: null, tries: 0, at });
  const notice: Notice = {
    ...{ _id: idForEvent<NoticeId>('notice', event), userId, kind: event.type },
    ...{ title, text, page, fields, urgent, insisted: insisted !== undefined },
    deliveries: Object.fromEntries(wanted.map((channel) => [channel, due()])),
    createdAt: at,
    readAt: null,
    dueAt: wanted.length > 0 ? heard : null,
    expiresAt: after(at, KEPT_FOR),
  };
  const isNew = await allNotices.insert(notice);
  if (isNew && notice.dueAt !== null && notice.dueAt <= now()) await deliver({ ...notice, revision: 0 }, channels);
  return {};
}
