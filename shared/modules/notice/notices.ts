import type { DeliveryState, NoticeId, NoticeKind, PushChannel } from '../../contracts/notice/notice.js';
import type { Instant } from '../../contracts/terms.js';
import { collection, type Owned, ownedCollection } from '../../core/store/collection.js';
import { declareCollection } from '../../core/store/declare.js';
import { DAY } from '../../core/time.js';
import type { Fields } from './fields.js';

/** Something that a user is told: in the inbox by being here, and pushed by `deliveries`. */
export interface Notice extends Owned {
  _id: NoticeId;
  kind: NoticeKind;
  title: string;
  text: string;
  page: string | null;
  fields: Fields;
  urgent: boolean;
  /** Told whatever the user has chosen, and however much he was told today. */
  insisted: boolean;
  deliveries: Partial<Record<PushChannel, Delivery>>;
  createdAt: Instant;
  readAt: Instant | null;
  /** When a channel has to be looked at; null when all have come to an end. */
  dueAt: Instant | null;
  expiresAt: Instant;
}

export interface Delivery {
  state: DeliveryState;
  outcome: string | null;
  tries: number;
  at: Instant;
}

/** How long a notice stays in the inbox. */
export const KEPT_FOR = 90 * DAY;

export const noticeCollection = declareCollection(
  'notices',
  [
    {
      name: 'userId_createdAt',
      keys: [
        ['userId', 1],
        ['createdAt', -1],
        ['_id', -1],
      ],
    },
    { name: 'dueAt', keys: [['dueAt', 1]] },
    { name: 'expiresAt', keys: [['expiresAt', 1]] },
  ],
  // What one was told of is nothing to lose.
  { of: 'userId', onDeletion: { remove: true }, partOfAccount: true },
);
export const allNotices = collection<Notice>(noticeCollection.name);
export const ownNotices = ownedCollection<Notice>(noticeCollection.name);
