import type { benefitGet } from '../../../../shared/contracts/benefit/get.js';
import type { benefitOffers } from '../../../../shared/contracts/benefit/offers.js';
import type { Output } from '../../../../shared/contracts/contract.js';
import { yuan } from '../../../format/money';

export type Benefits = Output<typeof benefitGet>;
export type Offers = Output<typeof benefitOffers>['offers'];

/** What a reading would be taken from, and what the button says. */
export interface ReadingPrice {
  way: 'free' | 'plan' | 'pass' | 'buy' | 'sign-in';
  text: string;
  button: string;
}

/**
 * In the order in which the server takes: the day's free places, the plan's, passes; then there is only buying. Whoever has not signed in
 * (no benefits) is told what he will have, and signs in by starting.
 */
export function readingPrice(isFree: boolean, benefits: Benefits | null, offers: Offers): ReadingPrice {
  if (!benefits) {
    const text = isFree ? '登录后每天有免费次数' : '此主题需会员或解读券';
    return { way: 'sign-in', text, button: '登录并解读' };
  }
  const { free, plan, passes } = benefits;
  if (isFree && free.left > 0) return { way: 'free', text: `今日免费，还有 ${free.left} 次`, button: '开始解读' };
  if (plan && plan.left > 0) return { way: 'plan', text: `会员今日还有 ${plan.left} 次`, button: '开始解读' };
  if (passes.left > 0) return { way: 'pass', text: `需 1 张解读券，您有 ${passes.left} 张`, button: '用 1 张解读券' };
  const why = isFree ? '今天的免费次数已用完，明天再来，或使用解读券' : '此主题需会员或解读券';
  const lowest = lowestPass(offers);
  return { way: 'buy', text: why, button: lowest === null ? '了解会员' : `购买解读券 ${yuan(lowest)} 起` };
}

/** The lowest price at which passes are offered, in fen; null when none are. */
export function lowestPass(offers: Offers): number | null {
  const prices = offers.filter(({ passes }) => passes > 0).map(({ price }) => price);
  return prices.length > 0 ? Math.min(...prices) : null;
}
