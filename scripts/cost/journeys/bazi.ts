import { benefitBuy } from '../../../shared/contracts/benefit/buy.js';
import { benefitGet } from '../../../shared/contracts/benefit/get.js';
import { benefitOffers } from '../../../shared/contracts/benefit/offers.js';
import { SkuId } from '../../../shared/contracts/terms.js';
import { fen } from '../../../shared/core/money.js';
import { callFunction, newRequestId } from '../../../tests/kit/buyer.js';
import type { Shop } from '../../../tests/kit/shop.js';
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
  // The plan's one small server is for a beginning; one visitor in fifty buys something.
  scale: { dau: 3000, orders: 60 },
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
  order: buy,
};

/** Looks at what is offered, buys a pass, and waits until it is there. */
async function buy(shop: Shop): Promise<void> {
  const buyer = shop.buyer();
  await buyer.call(benefitGet, {});
  await buyer.call(benefitOffers, {});
  const grants = { passes: 1, passDays: 365, planDays: 0, planPerDay: 0 };
  const { skuId, price } = await shop.goods({ grants, price: 990 });
  const asked = { requestId: newRequestId(), skuId: SkuId.parse(skuId), price: fen(price) };
  const { orderId } = await buyer.call(benefitBuy, asked);
  await shop.pay(buyer, orderId);
  await shop.until(buyer, orderId, 'paid');
  for (let looks = 0; looks < 100; looks += 1) {
    if ((await buyer.call(benefitGet, {})).passes.left > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('a pass that was paid never came');
}

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
