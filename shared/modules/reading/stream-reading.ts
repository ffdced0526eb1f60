import { setTimeout as pause } from 'node:timers/promises';
import { httpReading } from '../../contracts/http/reading.js';
import { readingGet } from '../../contracts/reading/get.js';
import { type Member, member } from '../../core/actor.js';
import { deadlineOf } from '../../core/deadline.js';
import { Failure } from '../../core/failure.js';
import { databaseBuckets } from '../../core/rate-limit/buckets.js';
import { Limiter } from '../../core/rate-limit/limiter.js';
import type { EventStream } from '../../core/serve-stream.js';
import { now, SECOND, toMs } from '../../core/time.js';
import { getReading } from './own-readings.js';

/** Streams that a member opens: six at once, and one in ten seconds in the long run. */
const STREAMS = { burst: 6, perSecond: 0.1, strict: true };
const limiter = new Limiter(databaseBuckets);

/** Between two looks for a new segment, in ms. */
const LOOK_EVERY = 700;

/**
 * Sends the released segments of a reading, from the one after those that the reader has, until all are there.
 * @throws Failure READING_NOT_FOUND, INVALID_INPUT, RATE_LIMITED
 */
export async function streamReading(stream: EventStream): Promise<void> {
  await takeStream(member());
  const inTime = deadlineOf(httpReading, 10 * SECOND);
  const { readingId, after } = asked(stream);
  for (let seen = after; ; ) {
    const { segments, state, total } = await getReading({ readingId, after: seen });
    for (const segment of segments) {
      await stream.send({ id: String(segment.place), event: 'segment', data: segment });
      seen = segment.place + 1;
    }
    if (state !== 'writing') return stream.send({ event: 'end', data: { state, total } });
    if (stream.closed || !inTime()) return;
    await pause(LOOK_EVERY);
  }
}

/** A stream holds an instance of the function for as long as it lasts: nobody opens more of them than somebody who reads. */
async function takeStream({ userId }: Member): Promise<void> {
  const retryAfterMs = await limiter.admit(`stream ${userId}`, STREAMS, toMs(now()));
  if (retryAfterMs > 0) throw new Failure('RATE_LIMITED', { retryAfterMs });
}

function asked({ query, lastEventId }: EventStream) {
  // An empty id is none, by the standard of server-sent events.
  const after = lastEventId ? Number(lastEventId) + 1 : Number(query.get('after') ?? 0);
  const parsed = readingGet.input.safeParse({ readingId: query.get('readingId'), after });
  if (parsed.success) return parsed.data;
  const field = parsed.error.issues[0]!.path.join('.');
  throw new Failure('INVALID_INPUT', { message: `${field}：不是有效的值`, fields: { [field]: '不是有效的值' } });
}
