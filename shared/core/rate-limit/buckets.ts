import type { Instant } from '../../contracts/terms.js';
import { derivedId } from '../ids.js';
import { collection, command } from '../store/collection.js';
import { declareCollection, transient } from '../store/declare.js';
import { after, MINUTE, now } from '../time.js';
import { type Draw, draw, type Limit, msPerToken } from './gcra.js';

/** A bucket that all instances share. */
interface Bucket {
  _id: string;
  /** See `Draw`. It only ever grows while the bucket is in use. */
  fullAt: number;
  /** From then on the bucket is full, and the same as none. */
  expiresAt: Instant;
}

export const bucketCollection = transient(
  declareCollection('rateBuckets', [{ name: 'expiresAt', keys: [['expiresAt', 1]] }], 'none'),
);
const buckets = collection<Bucket>(bucketCollection.name);

/** What two instances may differ in what time it is. */
const CLOCK_SKEW_MS = MINUTE;
/** Others who come between a look and a draw that often at once have emptied the bucket. */
const MOST_TRIES = 4;

/** Where buckets are kept that several instances draw from. */
export interface SharedBuckets {
  /**
   * Draws up to `wanted` tokens. Never gives more than the bucket has, whoever else draws at the same time.
   * @param seenFullAt what this instance last knew of the bucket, if anything: when it is not far off one round trip is
   * enough, and none when it was empty then and still is
   */
  draw(key: string, limit: Limit, wanted: number, at: number, seenFullAt?: number): Promise<Draw>;
}

export const databaseBuckets: SharedBuckets = {
  async draw(key, limit, wanted, at, seenFullAt) {
    const id = derivedId<string>('bucket', key);
    let fullAt = seenFullAt;
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      if (tries > 0) fullAt = (await buckets.get(id))?.fullAt;
      const drawn = draw(limit, fullAt ?? 0, at, wanted);
      if (drawn.granted === 0 && !aheadOfTime(limit, fullAt, at)) return drawn;
      if (await write(id, limit, fullAt, drawn, at)) return drawn;
    }
    return { granted: 0, fullAt: fullAt ?? at, retryAfterMs: Math.ceil(msPerToken(limit)) };
  },
};

/** Removes buckets that are full again. @returns how many */
export async function removeFullBuckets(): Promise<number> {
  return buckets.remove({ expiresAt: command().lte(now()) });
}

/** Whether a bucket was written by a clock that was so far ahead that waiting for it would lock the caller out. */
function aheadOfTime(limit: Limit, fullAt: number | undefined, at: number): boolean {
  return fullAt !== undefined && fullAt > at + limit.burst * msPerToken(limit) + CLOCK_SKEW_MS;
}

/**
 * Writes a draw unless the bucket no longer allows it. One round trip.
 *
 * On a bucket that is in use draws add up, so that those who draw at once do not get in each other's way; one that is full
 * must be started anew, which only the first of them does.
 */
async function write(id: string, limit: Limit, seen: number | undefined, drawn: Draw, at: number): Promise<boolean> {
  const perToken = msPerToken(limit);
  const expiresAt = after(now(), limit.burst * perToken + CLOCK_SKEW_MS);
  if (seen === undefined) return buckets.insert({ _id: id, fullAt: drawn.fullAt, expiresAt });
  if (seen <= at || aheadOfTime(limit, seen, at)) {
    return buckets.change(id, { fullAt: seen }, { fullAt: drawn.fullAt, expiresAt });
  }
  const _ = command();
  const enough = _.gte(at).and(_.lte(at + (limit.burst - drawn.granted) * perToken + 1e-3));
  return buckets.change(id, { fullAt: enough }, { fullAt: _.inc(drawn.granted * perToken), expiresAt });
}
