import type { ShareCard, ShareId } from '../../contracts/share/share.js';
import type { Instant } from '../../contracts/terms.js';
import { collection, command, type Owned, ownedCollection, type Where } from '../../core/store/collection.js';
import { declareCollection } from '../../core/store/declare.js';
import { MINUTE, now } from '../../core/time.js';

/**
 * Where a share stands.
 *
 * - `claiming`: the member's others are being counted
 * - `open`: whoever has its id sees it, until it expires
 * - `withdrawn`: nobody does; empty, and gone once its pictures are
 */
export type ShareState = 'claiming' | 'open' | 'withdrawn';

/** A picture as storage has it. */
export interface KeptPicture {
  /** Its id in storage; null until there is one. */
  file: string | null;
  /** What it was made of: another drawing, code or font is another picture. */
  made: string | null;
  /** What is being made, since when: it may lie in storage already. */
  drawing: string | null;
  since: Instant;
  /** Characters that the font has not. Encrypted, as the name is that they are of. */
  replaced: string[];
}

/** A chart that a member shows to whoever has its id: the card alone, and nothing that it was made from. */
export interface Share extends Owned {
  _id: ShareId;
  state: ShareState;
  /** Encrypted. */
  card: ShareCard | null;
  /** Stands for what was asked, and tells nobody without the keys what that was. */
  request: string;
  /** See `stepOf`. */
  opens: number;
  pictures: Record<string, KeptPicture>;
  createdAt: Instant;
  expiresAt: Instant;
  /** When the sweep has to look at it. */
  dueAt: Instant;
}

/** What takes longer to begin has died on the way. */
export const BEGUN_WITHIN = 2 * MINUTE;

export const shareCollection = declareCollection(
  'shares',
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
  ],
  {
    of: 'userId',
    onDeletion: { sweep: { state: 'withdrawn', card: null }, now: ['dueAt'] },
    hidden: ['request', 'pictures', 'dueAt'],
  },
);

export const allShares = collection<Share>(shareCollection.name);
export const ownShares = ownedCollection<Share>(shareCollection.name);

/** Shares that can be opened now. */
export const openNow = (): Where => ({ state: 'open', expiresAt: command().gt(now()) });
