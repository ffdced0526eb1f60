import type { Output, Parsed } from '../../contracts/contract.js';
import type { noticeList } from '../../contracts/notice/list.js';
import type { PushChannel } from '../../contracts/notice/notice.js';
import type { noticeRead } from '../../contracts/notice/read.js';
import type { noticeSearch } from '../../contracts/notice/search.js';
import { Failure } from '../../core/failure.js';
import { pageOf } from '../../core/store/paging.js';
import { now } from '../../core/time.js';
import { allNotices, type Delivery, type Notice, ownNotices } from './notices.js';

const MOST_COUNTED = 100;

/** The acting member's notices, the newest first, and how many are unread. */
export async function listNotices({ limit, cursor }: Parsed<typeof noticeList>): Promise<Output<typeof noticeList>> {
  const [{ items, nextCursor }, unread] = await Promise.all([
    pageOf(ownNotices, { where: {}, by: 'createdAt', direction: 'desc', limit, cursor }),
    ownNotices.find({ readAt: null }, { limit: MOST_COUNTED, fields: ['_id'] }),
  ]);
  return { items: items.map(view), nextCursor, unread: unread.length };
}

/**
 * Marks one of the acting member's notices as read; it stays read since the first time.
 * @throws Failure NOTICE_NOT_FOUND, also when it is someone else's
 */
export async function readNotice({ noticeId }: Parsed<typeof noticeRead>): Promise<Output<typeof noticeRead>> {
  await ownNotices.change(noticeId, { readAt: null }, { readAt: now() });
  const notice = await ownNotices.get(noticeId);
  if (!notice) throw new Failure('NOTICE_NOT_FOUND');
  return view(notice);
}

/** What became of a user's notices, channel by channel, without what they say. */
export async function searchNotices(request: Parsed<typeof noticeSearch>): Promise<Output<typeof noticeSearch>> {
  const { userId, limit, cursor } = request;
  const found = await pageOf(allNotices, { where: { userId }, by: 'createdAt', direction: 'desc', limit, cursor });
  const items = found.items.map(({ _id, kind, createdAt, readAt, deliveries }) => ({
    noticeId: _id,
    kind,
    createdAt,
    readAt,
    deliveries: (Object.entries(deliveries) as [PushChannel, Delivery][]).map(([channel, delivery]) => ({
      channel,
      ...delivery,
    })),
  }));
  return { items, nextCursor: found.nextCursor };
}

function view({ _id, kind, title, text, page, createdAt, readAt }: Notice) {
  return { noticeId: _id, kind, title, text, page, createdAt, readAt };
}
