import type { Output } from '../../contracts/contract.js';
import type { ReadingId } from '../../contracts/reading/reading.js';
import { readingBudget, readingByModel } from '../../contracts/reading/rules.js';
import type { readingWrite } from '../../contracts/reading/write.js';
import type { Instant } from '../../contracts/terms.js';
import { isOn, rule } from '../../core/config/config.js';
import { describeError, log } from '../../core/log.js';
import { count } from '../../core/metrics/count.js';
import { after, now, SECOND } from '../../core/time.js';
import { returnedToday } from '../benefit/use-place.js';
import { judgeText } from '../moderation/judge-text.js';
import type { TextModeration } from '../moderation/moderation.js';
import { type Account, generate, type Writer } from './generate.js';
import { materialOf } from './material.js';
import type { Model } from './model.js';
import { outlineOf } from './outline.js';
import { allReadings, LEASE, MOST_WRITERS, type Question, type Reading } from './readings.js';
import { settleRefund } from './refund.js';

/** For all models together; well below the function's own time. */
const DEADLINE = 45 * SECOND;
const MICRO_YUAN_IN_LI = 1000;
/** Places that come back in a day to who asks questions that models cannot answer. */
const MOST_RETURNED = 3;

export interface WriterPorts {
  models: readonly Model[];
  moderation: TextModeration;
}

/** Somebody else has the reading by now. */
class LeaseLost extends Error {}

/**
 * Writes what a reading has not got yet, and releases it section by section. Killed anywhere, another goes on after the last released
 * section. The place of what no model wrote although there are some is given back.
 */
export async function writeReading(
  { readingId }: { readingId: ReadingId },
  ports: WriterPorts,
): Promise<Output<typeof readingWrite>> {
  const reading = await allReadings.get(readingId);
  if (reading?.state !== 'writing' || !reading.asked) return { outcome: 'gone', released: 0 };
  if ((reading.leasedUntil ?? '') > now()) return { outcome: 'busy', released: reading.released };
  const leasedUntil = after(now(), LEASE);
  const lease = { leasedUntil, dueAt: leasedUntil, writers: reading.writers + 1 };
  const asRead = { state: 'writing', leasedUntil: reading.leasedUntil };
  if (!(await allReadings.change(readingId, asRead, lease))) return { outcome: 'busy', released: reading.released };

  try {
    const account = await writeAll(reading, reading.asked, leasedUntil, ports);
    await finish(reading, leasedUntil, account, ports);
    return { outcome: 'done', released: reading.total };
  } catch (error) {
    if (error instanceof LeaseLost) return { outcome: 'busy', released: reading.released };
    return fail(reading, leasedUntil, error);
  }
}

async function writeAll(reading: Reading, asked: Question, leasedUntil: Instant, { models, moderation }: WriterPorts) {
  const { _id, openid, released, topic } = reading;
  let next = released;
  const byModel = await isOn(readingByModel);
  return generate({
    ...materialOf(asked),
    sections: outlineOf(topic).slice(released),
    models: byModel ? models : [],
    budgetMicroYuan: (await rule(readingBudget)) * MICRO_YUAN_IN_LI,
    deadlineMs: DEADLINE,
    isFit: async (text) => (await judgeText(text, openid, moderation)) === 'pass',
    async release({ title }, { text, facts }, by) {
      const segment = { title, text, facts, by: nameOf(by) };
      const change = { [`segments.${next}`]: segment, released: next + 1 };
      if (!(await allReadings.change(_id, { leasedUntil, released: next }, change))) throw new LeaseLost();
      next += 1;
    },
  });
}

async function finish(reading: Reading, leasedUntil: Instant, account: Account, { models }: WriterPorts) {
  const { attempts, microYuan, embedded, contradictions } = account;
  const embeddedOfAll = embedded + Object.values(reading.segments).filter(({ by }) => by === 'embedded').length;
  // Who was promised a model's words and got those of the rules alone has not used up anything.
  const isFree = models.length > 0 && embeddedOfAll === reading.total && !(await isOverasked(reading, account));
  const refund = isFree ? 'due' : null;
  const done = {
    ...{ state: 'done', asked: null, openid: null, leasedUntil: null, refund, dueAt: refund && now() },
    account: { attempts, microYuan, embedded, contradictions },
  };
  if (!(await allReadings.change(reading._id, { leasedUntil }, done))) throw new LeaseLost();
  count(embeddedOfAll === reading.total ? 'reading.embedded' : 'reading.generated');
  await settleRefund({ ...reading, refund });
}

/** Whether a question made models write what cannot be shown, again and again: one place would pay for any number of requests. */
async function isOverasked({ userId, asked }: Reading, { attempts }: Account): Promise<boolean> {
  if (asked?.question === undefined || attempts.every(({ tokensOut }) => tokensOut === 0)) return false;
  return (await returnedToday(userId)) >= MOST_RETURNED;
}

/** Leaves it to the next writer, or gives it up and its place back. */
async function fail(reading: Reading, leasedUntil: Instant, error: unknown): Promise<Output<typeof readingWrite>> {
  log('error', 'reading.failed', { readingId: reading._id, writers: reading.writers + 1, ...describeError(error) });
  const over = reading.writers + 1 >= MOST_WRITERS;
  const given = over
    ? { state: 'failed', asked: null, openid: null, refund: 'due', leasedUntil: null, dueAt: now() }
    : { leasedUntil: null, dueAt: now() };
  if ((await allReadings.change(reading._id, { leasedUntil }, given)) && over) {
    await settleRefund({ ...reading, refund: 'due' });
  }
  return { outcome: 'failed', released: reading.released };
}

function nameOf(by: Writer): string {
  return 'model' in by ? `${by.provider}/${by.model}` : by.provider;
}
