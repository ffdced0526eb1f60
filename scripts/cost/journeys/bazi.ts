import { callFunction } from '../../../tests/kit/buyer.js';
import type { Journeys } from '../journey.js';

const subject = {
  birth: { calendar: 'solar', year: 1990, month: 5, day: 17, hour: 8, minute: 30 },
  place: { longitude: 104.04 },
  sex: 'female',
  ziRule: 'day-at-23',
  trueSolar: true,
};

/** One visit in so many has a reading written; the model's own bill is not in it (docs/bazi.md). */
const VISITS_TO_A_READING = 5;
/** One visit in so many shares its chart: a poster and a card are drawn, and three people open it. */
const VISITS_TO_A_SHARE = 5;
const OPENINGS = 3;
/** Looks at a reading while it is written: one a second. */
const LOOKS = 10;

let visits = 0;

/** Somebody looks for a birthplace, has a chart made, looks at the course of luck, this year and today, and some have it read. */
export const bazi: Journeys = {
  budget: { yuan: 78, source: '000 成本预估 总计约 78 元/月' },
  async visit({ cloud }) {
    const openid = 'o_cost_visitor';
    await callFunction(cloud, 'bazi', 'user-login', {}, openid);
    await callFunction(cloud, 'bazi', 'bazi-places', { text: '成都' }, openid);
    await callFunction(cloud, 'bazi', 'bazi-chart', subject, openid);
    await callFunction(cloud, 'bazi', 'bazi-luck', subject, openid);
    await callFunction(cloud, 'bazi', 'bazi-luck', { ...subject, year: 2026 }, openid);
    await callFunction(cloud, 'bazi', 'reading-daily', subject, openid);
    await callFunction(cloud, 'bazi', 'almanac-day', {}, openid);
    visits += 1;
    if (visits % VISITS_TO_A_READING === 0) await read(cloud, openid);
    if (visits % VISITS_TO_A_SHARE !== 1) return { pictures: 2 };
    await share(cloud, openid);
    return { pictures: 4, kept: { kb: 250, months: 3 } };
  },
};

/** A reading that nobody has had before, from its beginning to its end. */
async function read(cloud: Parameters<Journeys['visit']>[0]['cloud'], openid: string): Promise<void> {
  const birth = { ...subject.birth, day: 1 + (visits % 28) };
  const asked = { ...subject, birth, topic: 'career', adult: true };
  const answer = await callFunction(cloud, 'bazi', 'reading-start', asked, openid);
  if (!answer.ok) throw new Error(`no reading: ${answer.error.code}`);
  const { readingId } = answer.data as { readingId: string };
  for (let look = 0; look < LOOKS; look += 1) {
    await callFunction(cloud, 'bazi', 'reading-get', { readingId, after: 0 }, openid);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** A chart that is shared, its two pictures, and those who open it. */
async function share(cloud: Parameters<Journeys['visit']>[0]['cloud'], openid: string): Promise<void> {
  const asked = { requestId: `share-${visits}`.padEnd(12, '0'), subject, name: '小林', today: true, told: true };
  const answer = await callFunction(cloud, 'bazi', 'share-create', asked, openid);
  if (!answer.ok) throw new Error(`no share: ${answer.error.code}`);
  const { shareId } = answer.data as { shareId: string };
  for (const variant of ['poster', 'card'])
    await callFunction(cloud, 'bazi', 'share-poster', { shareId, variant }, openid);
  for (let opening = 0; opening < OPENINGS; opening += 1)
    await callFunction(cloud, 'bazi', 'share-open', { shareId }, 'o_cost_friend');
}
