import type { Output, Parsed } from '../../contracts/contract.js';
import type { shareCreate } from '../../contracts/share/create.js';
import { shareDays, shareMost } from '../../contracts/share/rules.js';
import type { ShareCard, ShareId } from '../../contracts/share/share.js';
import { type Member, member } from '../../core/actor.js';
import { canonical } from '../../core/canonical.js';
import { rule } from '../../core/config/config.js';
import { Failure } from '../../core/failure.js';
import { derivedId } from '../../core/ids.js';
import { count } from '../../core/metrics/count.js';
import { blindIndex } from '../../core/privacy/blind-index.js';
import { command } from '../../core/store/collection.js';
import { after, businessDay, DAY, now } from '../../core/time.js';
import { isYoungerThan } from '../bazi/birth/age.js';
import { makeChart } from '../bazi/make-chart.js';
import { judgeText } from '../moderation/judge-text.js';
import type { TextModeration } from '../moderation/moderation.js';
import { ownReadings } from '../reading/readings.js';
import { recordBook } from '../record/record-book.js';
import { makeCard } from './make-card.js';
import { BEGUN_WITHIN, ownShares, type Share } from './shares.js';
import { viewOf } from './view.js';

type Request = Parsed<typeof shareCreate>;

/** Below it, what is known of somebody is sensitive, and needs more than a tap (PIPL, articles 28 and 31). */
const CHILD_UNTIL = 14;

/**
 * Shows a chart of the acting member's to whoever has the id. Asked twice it is the same share; of any number at once no more than
 * the rule allows come to be.
 * @throws Failure RECORD_NOT_FOUND, READING_NOT_FOUND, also when they are someone else's; SHARE_NAME_REFUSED, SHARE_NOT_FOR_CHILDREN
 * @throws Failure SHARE_LIMIT when the member has too many, SHARE_NOT_FOUND when it was withdrawn since, REQUEST_ID_REUSED
 */
export async function createShare(
  { requestId, ...asked }: Request,
  moderation: TextModeration,
): Promise<Output<typeof shareCreate>> {
  const who = member();
  const shareId = idOf(who, requestId);
  const request = blindIndex('share-request', canonical(asked));
  const earlier = await ownShares.get(shareId);
  if (earlier && earlier.request !== request) throw new Failure('REQUEST_ID_REUSED');
  if (earlier?.state === 'withdrawn') throw new Failure('SHARE_NOT_FOUND');
  if (earlier?.state === 'open') return viewOf(earlier);

  const share = earlier ?? (await claim(shareId, who, request, await cardOf(asked, who, moderation)));
  const live = { state: command().in(['claiming', 'open']), expiresAt: command().gt(now()) };
  const most = await rule(shareMost);
  if ((await ownShares.find(live, { limit: most + 1, fields: ['_id'] })).length > most) {
    await ownShares.remove({ _id: shareId, state: 'claiming' });
    throw new Failure('SHARE_LIMIT', { message: `最多同时保留 ${most} 个分享，请先撤回不用的分享` });
  }
  if (!(await ownShares.change(shareId, { state: 'claiming' }, { state: 'open', dueAt: share.expiresAt }))) {
    const found = await ownShares.get(shareId, { state: 'open' });
    if (!found) throw new Failure('SHARE_NOT_FOUND');
    return viewOf(found);
  }
  count('share.created');
  return viewOf(share);
}

/** Nobody can tell it who has not the keys, not even who knows the member and the request. */
function idOf({ userId }: Member, requestId: string): ShareId {
  return derivedId('share', blindIndex('share', JSON.stringify([userId, requestId])));
}

/** The document, before the others are counted: of any number at once the last one sees all. */
async function claim(shareId: ShareId, { userId }: Member, request: string, card: ShareCard): Promise<Share> {
  const at = now();
  const expiresAt = after(at, (await rule(shareDays)) * DAY);
  const share: Share = {
    ...{ _id: shareId, userId, state: 'claiming', card, request, opens: 0, pictures: {}, createdAt: at, expiresAt },
    dueAt: after(at, BEGUN_WITHIN),
  };
  if (await ownShares.insert(share)) return share;
  const earlier = await ownShares.get(shareId);
  if (!earlier) throw new Failure('SHARE_NOT_FOUND');
  if (earlier.request !== request) throw new Failure('REQUEST_ID_REUSED');
  return earlier;
}

async function cardOf(asked: Omit<Request, 'requestId'>, { openid }: Member, moderation: TextModeration) {
  const chart = makeChart(await subjectOf(asked));
  const today = businessDay(now());
  if (isYoungerThan(CHILD_UNTIL, chart.time.clock, today)) throw new Failure('SHARE_NOT_FOR_CHILDREN');

  const { name, hideHour, decades } = asked;
  const line = asked.today ? { today } : asked.readingId ? { titles: await titlesOf(asked.readingId) } : null;
  if (name !== undefined && (await judgeText(name, openid ?? null, moderation)) !== 'pass')
    throw new Failure('SHARE_NAME_REFUSED');
  return makeCard(chart, { name: name ?? null, hideHour, decades, line });
}

async function subjectOf({ recordId, subject }: Pick<Request, 'recordId' | 'subject'>) {
  if (subject) return subject;
  const record = recordId && (await recordBook())?.records[recordId];
  if (!record) throw new Failure('RECORD_NOT_FOUND');
  return record.subject;
}

async function titlesOf(readingId: NonNullable<Request['readingId']>): Promise<string[]> {
  const reading = await ownReadings.get(readingId, { state: 'done' });
  if (!reading) throw new Failure('READING_NOT_FOUND');
  return Array.from({ length: reading.released }, (_, place) => reading.segments[place]!.title);
}
