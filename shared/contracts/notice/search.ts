import * as z from 'zod';
import { contract } from '../contract.js';
import { Instant, page, pageOf, UserId } from '../terms.js';
import { DeliveryState, NoticeId, NoticeKind, PushChannel } from './notice.js';

export const noticeSearch = contract({
  name: 'notice-search',
  title: '查看通知的送达记录',
  access: 'notice.read',
  input: z.strictObject({ userId: UserId, ...page }),
  output: pageOf(
    z.strictObject({
      noticeId: NoticeId,
      kind: NoticeKind,
      createdAt: Instant,
      readAt: Instant.nullable(),
      deliveries: z.array(
        z.strictObject({
          channel: PushChannel,
          state: DeliveryState,
          /** `no-consent`, `switched-off`, `not-set-up`, `no-address`, `over-limit`, `unknown`, or what the channel said. */
          outcome: z.string().nullable(),
          tries: z.int(),
          at: Instant,
        }),
      ),
    }),
  ),
  budget: { roundTrips: 2 },
});
