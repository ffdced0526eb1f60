import type { PlaceSource } from '../../contracts/benefit/benefit.js';
import type { Parsed } from '../../contracts/contract.js';
import type { Fact, ReadingId, ReadingState, Topic } from '../../contracts/reading/reading.js';
import type { readingStart } from '../../contracts/reading/start.js';
import type { Instant } from '../../contracts/terms.js';
import { collection, command, type Owned, ownedCollection } from '../../core/store/collection.js';
import { declareCollection } from '../../core/store/declare.js';
import { MINUTE } from '../../core/time.js';
import type { Attempt } from './spending.js';

/** What somebody asked, and the day on which he did, by Beijing's calendar. */
export type Question = Omit<Parsed<typeof readingStart>, 'adult' | 'mayUsePass'> & { today: string };

/** A segment as it is kept: once it is here it never changes. */
export interface KeptSegment {
  title: string;
  text: string;
  facts: string[];
  /** `embedded`, or the provider and its model. */
  by: string;
}

/** A reading of a chart for a member. */
export interface Reading extends Owned {
  _id: ReadingId;
  topic: Topic;
  state: ReadingState;
  ruleVersion: number;
  /** Encrypted, and gone once the reading is done: a birth is not kept for longer than it is needed. */
  asked: Question | null;
  /** Whom the platform checks texts for; gone with `asked`. */
  openid: string | null;
  facts: readonly Fact[];
  /** By their places: `0`, `1` … */
  segments: Record<string, KeptSegment>;
  released: number;
  total: number;
  favourite: boolean;
  /** When this try of it began: what its place goes by. */
  claimedAt: Instant;
  /** What its place was taken from; null before. */
  takenFrom: PlaceSource | null;
  /** Whether its place is to be given back, or was. */
  refund: 'due' | 'done' | null;
  /** Writers that took it on, and until when the present one is taken to be alive. */
  writers: number;
  leasedUntil: Instant | null;
  /** What the models took; null until it is done. */
  account: { attempts: Attempt[]; microYuan: number; embedded: number; contradictions: number } | null;
  createdAt: Instant;
  /** When the sweep has to look at it; null when nothing is pending. */
  dueAt: Instant | null;
}

/** What takes longer to begin has died on the way. */
export const BEGUN_WITHIN = 2 * MINUTE;
/** Longer than a writer can live. */
export const LEASE = 1.5 * MINUTE;
/** Writers that a reading may outlive. */
export const MOST_WRITERS = 3;

/** Readings that their owner sees. */
export const shown = () => command().nin(['claiming', 'deleted']);

export const readingCollection = declareCollection(
  'readings',
  [
    {
      name: 'userId_createdAt',
      keys: [
        ['userId', 1],
        ['createdAt', -1],
        ['_id', -1],
      ],
    },
    {
      name: 'userId_favourite_createdAt',
      keys: [
        ['userId', 1],
        ['favourite', 1],
        ['createdAt', -1],
        ['_id', -1],
      ],
    },
    { name: 'dueAt', keys: [['dueAt', 1]] },
  ],
  { of: 'userId', onDeletion: { remove: true }, hidden: ['openid', 'account', 'leasedUntil', 'dueAt', 'writers'] },
);

export const allReadings = collection<Reading>(readingCollection.name);
export const ownReadings = ownedCollection<Reading>(readingCollection.name);
