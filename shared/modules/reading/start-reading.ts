import type { PlaceSource } from '../../contracts/benefit/benefit.js';
import type { Output, Parsed } from '../../contracts/contract.js';
import { ReadingId, type Topic } from '../../contracts/reading/reading.js';
import { readingFreeTopics } from '../../contracts/reading/rules.js';
import type { readingStart } from '../../contracts/reading/start.js';
import { readingWrite } from '../../contracts/reading/write.js';
import type { Instant, UserId } from '../../contracts/terms.js';
import { member } from '../../core/actor.js';
import { afterCommit } from '../../core/after-commit.js';
import { callAction } from '../../core/call-action.js';
import { rule } from '../../core/config/config.js';
import { Failure } from '../../core/failure.js';
import { derivedId, fingerprint } from '../../core/ids.js';
import { after, businessDay, now } from '../../core/time.js';
import { isYoungerThan } from '../bazi/birth/age.js';
import { takePlace } from '../benefit/use-place.js';
import { judgeText } from '../moderation/judge-text.js';
import type { TextModeration } from '../moderation/moderation.js';
import { begin, underWay } from './begin-reading.js';
import type { Material } from './embedded/write-embedded.js';
import { materialOf } from './material.js';
import { RULE_VERSION, titleOf } from './outline.js';
import { allReadings, BEGUN_WITHIN, ownReadings, type Question } from './readings.js';

const OF_AGE = 18;
/** What the chart of a child may be read for. */
const FOR_MINORS: readonly Topic[] = ['study', 'health'];

/**
 * Begins a reading for the member who acts: a place is taken for it, and a writer is called. The same chart, topic, time, question
 * and rules are the same reading, which counts once.
 * @throws Failure READING_QUOTA_USED, READING_NEEDS_PASS, READING_NOT_FOR_MINORS, QUESTION_REFUSED
 */
export async function startReading(
  { adult: _adult, mayUsePass, ...input }: Parsed<typeof readingStart>,
  moderation: TextModeration,
): Promise<Output<typeof readingStart>> {
  const who = member();
  const asked: Question = { ...input, today: businessDay(now()) };
  const { material } = materialOf(asked);
  refuseMinors(material, asked);
  const readingId = idOf(who.userId, material, asked);

  const earlier = await ownReadings.get(readingId);
  if (earlier?.state === 'writing' || earlier?.state === 'done') {
    return { readingId, state: earlier.state, known: true, takenFrom: earlier.takenFrom ?? null };
  }
  if (asked.question && (await judgeText(asked.question, who.openid ?? null, moderation)) !== 'pass') {
    throw new Failure('QUESTION_REFUSED');
  }
  const claimedAt = await begin(readingId, who, asked, material, earlier);
  const takenFrom = await claim(who.userId, { readingId, claimedAt, topic: asked.topic, mayUsePass });
  return write(readingId, claimedAt, takenFrom);
}

interface Claim {
  readingId: ReadingId;
  claimedAt: Instant;
  topic: Topic;
  mayUsePass: boolean;
}

/** Takes the reading's place, or takes back that it began. */
async function claim(userId: UserId, { readingId, claimedAt, topic, mayUsePass }: Claim): Promise<PlaceSource> {
  const free = (await rule(readingFreeTopics)).includes(topic);
  const use = { useId: readingId, turn: claimedAt, title: titleOf(topic), units: 1, free, mayUsePass };
  const taken = await takePlace({ userId, ...use });
  if (taken === 'free' || taken === 'plan' || taken === 'pass') return taken;
  if (taken === 'given-up') throw underWay();
  await allReadings.remove({ _id: readingId, state: 'claiming', claimedAt });
  throw new Failure(taken === 'day-used' ? 'READING_QUOTA_USED' : 'READING_NEEDS_PASS');
}

/** Calls a writer, now that the place is taken. */
async function write(
  readingId: ReadingId,
  claimedAt: Instant,
  takenFrom: PlaceSource,
): Promise<Output<typeof readingStart>> {
  const begun = { state: 'writing', takenFrom, dueAt: after(now(), BEGUN_WITHIN) };
  if (await allReadings.change(readingId, { state: 'claiming', claimedAt }, begun)) {
    afterCommit(`write ${readingId}`, () => callAction(readingWrite, { readingId }, { as: 'system' }));
    return { readingId, state: 'writing', known: false, takenFrom };
  }
  const found = await ownReadings.get(readingId);
  if (found?.state === 'writing' || found?.state === 'done') {
    return { readingId, state: found.state, known: true, takenFrom: found.takenFrom ?? null };
  }
  throw underWay();
}

function refuseMinors({ chart }: Material, { topic, today }: Question): void {
  const isMinor = isYoungerThan(OF_AGE, chart.time.clock, today);
  if (isMinor && !FOR_MINORS.includes(topic)) throw new Failure('READING_NOT_FOR_MINORS');
}

/** The one reading of a member for this chart, topic and time, by the present rules. */
function idOf(userId: UserId, { chart, focus }: Material, { topic, sex, question }: Question): ReadingId {
  const { pillars, luck } = chart;
  const periods = focus.periods.map(({ ganzhi, year }) => [ganzhi, year]);
  const content = fingerprint({ pillars, luck, sex, topic, periods, question: question ?? null, RULE_VERSION });
  return ReadingId.parse(derivedId('reading', userId, content));
}
