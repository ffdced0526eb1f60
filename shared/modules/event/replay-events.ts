import type { Output, Parsed } from '../../contracts/contract.js';
import type { eventDiscard } from '../../contracts/event/discard.js';
import { eventReplay } from '../../contracts/event/replay.js';
import { actor } from '../../core/actor.js';
import { deadlineOf } from '../../core/deadline.js';
import { type DeadLetter, deadLetters } from '../../core/events/dead-letters.js';
import { DELIVERY_PATIENCE, deliver } from '../../core/events/deliver.js';
import { Failure } from '../../core/failure.js';
import { actorId } from '../../core/ids.js';
import { now, SECOND } from '../../core/time.js';

type Request = Parsed<typeof eventReplay>;

/** Letters of one call; there may be more, and the call is repeated. */
const BATCH = 100;

/**
 * Delivers dead letters once more, the oldest first. What has been handled by then is handled once: a subscriber knows the
 * events that it has had. Ends at the first of an aggregate that is refused again, for that aggregate.
 * @throws Failure EVENT_NOT_FOUND when there is no such dead letter
 */
export async function replayEvents(request: Request): Promise<Output<typeof eventReplay>> {
  const inTime = deadlineOf(eventReplay, DELIVERY_PATIENCE + 5 * SECOND);
  const letters = await chosen(request);
  const answer: Output<typeof eventReplay> = { replayed: 0, failed: 0, reason: null, more: letters.length === BATCH };
  const stuck = new Set<string>();
  for (const letter of letters) {
    const queue = `${letter.subscriber} ${letter.aggregate.id}`;
    if (!inTime()) return { ...answer, more: true };
    if (stuck.has(queue)) {
      answer.failed += 1;
      continue;
    }
    const problem = await replay(letter);
    if (problem === undefined) answer.replayed += 1;
    else {
      answer.failed += 1;
      answer.reason ??= problem;
      stuck.add(queue);
    }
  }
  return answer;
}

async function chosen(request: Request): Promise<DeadLetter[]> {
  if ('deadLetterId' in request) {
    const letter = await deadLetters.get(request.deadLetterId);
    if (!letter) throw new Failure('EVENT_NOT_FOUND');
    return letter.state === 'dead' ? [letter] : [];
  }
  const { subscriber, type } = request;
  const where = { state: 'dead', subscriber, ...(type !== undefined && { type }) };
  const found = await deadLetters.find(where, {
    orderBy: [
      ['diedAt', 'asc'],
      ['_id', 'asc'],
    ],
    limit: BATCH,
  });
  return found.sort((a, b) => (a.at === b.at ? a.sequence - b.sequence : a.at < b.at ? -1 : 1));
}

/** @returns what the subscriber said when it refused */
async function replay(letter: DeadLetter): Promise<string | undefined> {
  const { _id, eventId, type, aggregate, sequence, data, at, traceId, subscriber, attempts } = letter;
  const result = await deliver(subscriber, { eventId, type, aggregate, sequence, data, at }, traceId);
  if (result === 'delivered') {
    await close(_id, 'replayed', null);
    return undefined;
  }
  await deadLetters.change(_id, { state: 'dead' }, { reason: result.problem, attempts: attempts + 1 });
  return result.problem;
}

/**
 * Gives a dead letter up, for a reason. Safe to repeat.
 * @throws Failure EVENT_NOT_FOUND when there is no such dead letter
 */
export async function discardEvent(request: Parsed<typeof eventDiscard>): Promise<Output<typeof eventDiscard>> {
  const { deadLetterId, reason } = request;
  if (await close(deadLetterId, 'discarded', reason)) return { deadLetterId, state: 'discarded' };
  const letter = await deadLetters.get(deadLetterId);
  if (!letter || letter.state === 'dead') throw new Failure('EVENT_NOT_FOUND');
  return { deadLetterId, state: letter.state };
}

function close(id: string, state: 'replayed' | 'discarded', closedBecause: string | null): Promise<boolean> {
  return deadLetters.change(
    id,
    { state: 'dead' },
    { state, closedBy: actorId(actor()), closedAt: now(), closedBecause },
  );
}
