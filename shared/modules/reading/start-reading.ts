import type { Output, Parsed } from '../../contracts/contract.js';
import { ReadingId, type Topic } from '../../contracts/reading/reading.js';
import type { readingStart } from '../../contracts/reading/start.js';
import { readingWrite } from '../../contracts/reading/write.js';
import type { UserId } from '../../contracts/terms.js';
import { type Member, member } from '../../core/actor.js';
import { afterCommit } from '../../core/after-commit.js';
import { callAction } from '../../core/call-action.js';
import { Failure } from '../../core/failure.js';
import { derivedId, fingerprint } from '../../core/ids.js';
import { after, businessDay, now } from '../../core/time.js';
import { judgeText } from '../moderation/judge-text.js';
import type { TextModeration } from '../moderation/moderation.js';
import type { Material } from './embedded/write-embedded.js';
import { materialOf } from './material.js';
import { outlineOf, RULE_VERSION } from './outline.js';
import { takePlace } from './quota.js';
import { allReadings, BEGUN_WITHIN, ownReadings, type Question, type Reading } from './readings.js';
import { settleRefund } from './refund.js';

const OF_AGE = 18;
/** What the chart of a child may be read for. */
const FOR_MINORS: readonly Topic[] = ['study', 'health'];

/**
 * Begins a reading for the member who acts: a place in the day's quota is taken, and a writer is called. The same chart, topic, time,
 * question and rules are the same reading, which counts once.
 * @throws Failure READING_QUOTA_USED, READING_NOT_FOR_MINORS, QUESTION_REFUSED
 */
export async function startReading(
  { adult: _adult, ...input }: Parsed<typeof readingStart>,
  moderation: TextModeration,
): Promise<Output<typeof readingStart>> {
  const who = member();
  const asked: Question = { ...input, today: businessDay(now()) };
  const { material } = materialOf(asked);
  refuseMinors(material, asked);
  const readingId = idOf(who.userId, material, asked);

  const earlier = await ownReadings.get(readingId);
  if (earlier?.state === 'writing' || earlier?.state === 'done') {
    return { readingId, state: earlier.state, known: true };
  }
  if (asked.question && (await judgeText(asked.question, who.openid ?? null, moderation)) !== 'pass') {
    throw new Failure('QUESTION_REFUSED');
  }
  await begin(readingId, who, asked, material, earlier);
  if (!(await takePlace(who.userId, asked.today, readingId))) {
    await allReadings.remove({ _id: readingId, state: 'claiming' });
    throw new Failure('READING_QUOTA_USED');
  }
  return write(readingId);
}

/** The document, before anything is taken for it: the sweep gives back what a reading took that never began. */
async function begin(
  readingId: ReadingId,
  { userId, openid = undefined }: Member,
  asked: Question,
  { facts }: Material,
  earlier: Reading | undefined,
): Promise<void> {
  const dueAt = after(now(), BEGUN_WITHIN);
  const fresh = {
    state: 'claiming',
    asked,
    openid: openid ?? null,
    day: asked.today,
    refund: null,
    writers: 0,
    dueAt,
  } as const;
  if (earlier?.state === 'failed') {
    // A place that is still to be given back would be given back after it has been taken anew.
    await settleRefund(earlier);
    await allReadings.change(readingId, { state: 'failed', refund: 'done' }, { ...fresh, facts, leasedUntil: null });
    return;
  }
  if (earlier?.state === 'deleted') {
    await allReadings.change(readingId, { state: 'deleted' }, { ...fresh, facts, account: null });
    return;
  }
  await ownReadings.insert({
    ...{ _id: readingId, userId, topic: asked.topic, ruleVersion: RULE_VERSION, facts, segments: {}, released: 0 },
    ...{ total: outlineOf(asked.topic).length, favourite: false, leasedUntil: null, account: null, createdAt: now() },
    ...fresh,
  });
}

/** Calls a writer, now that the place is taken. */
async function write(readingId: ReadingId): Promise<Output<typeof readingStart>> {
  const begun = { state: 'writing', dueAt: after(now(), BEGUN_WITHIN) };
  if (await allReadings.change(readingId, { state: 'claiming' }, begun)) {
    afterCommit(`write ${readingId}`, () => callAction(readingWrite, { readingId }, { as: 'system' }));
    return { readingId, state: 'writing', known: false };
  }
  const found = await ownReadings.get(readingId);
  if (found?.state === 'writing' || found?.state === 'done') return { readingId, state: found.state, known: true };
  throw new Failure('READING_UNDER_WAY', { retryAfterMs: 1000 });
}

function refuseMinors({ focus }: Material, { topic, today }: Question): void {
  const age = Number(today.slice(0, 4)) - focus.bornIn;
  if (age < OF_AGE && !FOR_MINORS.includes(topic)) throw new Failure('READING_NOT_FOR_MINORS');
}

/** The one reading of a member for this chart, topic and time, by the present rules. */
function idOf(userId: UserId, { chart, focus }: Material, { topic, sex, question }: Question): ReadingId {
  const { pillars, luck } = chart;
  const periods = focus.periods.map(({ ganzhi, year }) => [ganzhi, year]);
  const content = fingerprint({ pillars, luck, sex, topic, periods, question: question ?? null, RULE_VERSION });
  return ReadingId.parse(derivedId('reading', userId, content));
}
