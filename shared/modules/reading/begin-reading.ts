import type { ReadingId } from '../../contracts/reading/reading.js';
import type { Instant } from '../../contracts/terms.js';
import type { Member } from '../../core/actor.js';
import { Failure } from '../../core/failure.js';
import { after, now } from '../../core/time.js';
import type { Material } from './embedded/write-embedded.js';
import { outlineOf, RULE_VERSION } from './outline.js';
import { allReadings, BEGUN_WITHIN, ownReadings, type Question, type Reading } from './readings.js';
import { settleRefund } from './refund.js';

/**
 * The document, before anything is taken for it: the sweep gives back what a reading took that never began. Of several who begin it at
 * once one does, and all go on with his.
 * @returns when this try of it began
 */
export async function begin(
  readingId: ReadingId,
  { userId, openid = undefined }: Member,
  asked: Question,
  { facts }: Material,
  earlier: Reading | undefined,
): Promise<Instant> {
  const claimedAt = now();
  const fresh = {
    state: 'claiming',
    asked,
    openid: openid ?? null,
    claimedAt,
    takenFrom: null,
    refund: null,
    writers: 0,
    dueAt: after(claimedAt, BEGUN_WITHIN),
  } as const;
  // A place that is still to be given back would be given back after it has been taken anew.
  if (earlier?.state === 'failed') await settleRefund(earlier);
  const again = { ...fresh, facts, leasedUntil: null, account: null };
  const write = () => {
    if (earlier?.state === 'failed') return allReadings.change(readingId, { state: 'failed', refund: 'done' }, again);
    if (earlier?.state === 'deleted') return allReadings.change(readingId, { state: 'deleted' }, again);
    return ownReadings.insert({
      ...{ _id: readingId, userId, topic: asked.topic, ruleVersion: RULE_VERSION, segments: {}, released: 0 },
      ...{ total: outlineOf(asked.topic).length, favourite: false, createdAt: claimedAt, ...again },
    });
  };
  if (await write()) return claimedAt;
  const others = await ownReadings.get(readingId);
  if (!others) throw underWay();
  return others.claimedAt;
}

/** Somebody else is at it; in a moment it is begun, or can be. */
export function underWay(): Failure {
  return new Failure('READING_UNDER_WAY', { retryAfterMs: 1000 });
}
