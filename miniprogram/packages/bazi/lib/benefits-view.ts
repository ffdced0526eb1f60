import type { benefitGet } from '../../../../shared/contracts/benefit/get.js';
import type { benefitLedger } from '../../../../shared/contracts/benefit/ledger.js';
import type { benefitOffers } from '../../../../shared/contracts/benefit/offers.js';
import type { Output } from '../../../../shared/contracts/contract.js';
import { yuan } from '../../../format/money';
import { beijingTime } from '../../../format/time';

export type MemberBenefits = Output<typeof benefitGet>;
export type Entry = Output<typeof benefitLedger>['items'][number];
export type Offer = Output<typeof benefitOffers>['offers'][number];

const day = (instant: string) => beijingTime(instant).slice(0, 10);

/** What a member can use, in figures and words. */
export function benefitsView({ free, passes, plan }: MemberBenefits) {
  const notes: string[] = [];
  if (plan) notes.push(`${plan.title}至 ${day(plan.until)}`);
  if (passes.nextEnds) notes.push(`最早一批解读券 ${day(passes.nextEnds)} 到期`);
  return {
    figures: [
      { name: '今日免费', left: free.left, of: `/ ${free.perDay}` },
      { name: '解读券', left: passes.left, of: '张' },
      plan ? { name: '会员今日', left: plan.left, of: `/ ${plan.perDay}` } : { name: '会员', left: '—', of: '未开通' },
    ],
    notes,
    /** Whether something that was paid for is left. */
    held: passes.left > 0 || plan !== null,
  };
}

/** What an offer grants, in words. */
export function offerWords({ passes, passDays, planDays, planPerDay }: Omit<Offer, 'spuId' | 'skuId'>): string {
  const words: string[] = [];
  if (passes > 0) words.push(`解读券 ${passes} 张，${passDays === null ? '长期有效' : `${passDays} 天内有效`}`);
  if (planDays > 0) words.push(`${planDays} 天会员，每天 ${planPerDay} 次`);
  return words.join('；');
}

const UNITS: Record<Entry['of'], string> = { free: '免费次数', plan: '会员次数', pass: '解读券', day: '会员天数' };
const KINDS: Record<Entry['kind'], string> = {
  granted: '获得',
  taken: '使用',
  returned: '退回',
  revoked: '收回',
  expired: '到期',
};

/** A movement as the ledger lists it. */
export const entryRow = ({ number, at, kind, of, count, left, title, until }: Entry) => ({
  number,
  title,
  gain: kind === 'granted' || kind === 'returned',
  amount: `${kind === 'granted' || kind === 'returned' ? '+' : '−'}${count}`,
  what: `${KINDS[kind]}${UNITS[of]}`,
  when: beijingTime(at),
  left: left === null ? '' : `余 ${left}`,
  until: until ? `${day(until)} 前有效` : '',
});

export type EntryRow = ReturnType<typeof entryRow>;

const STATES: Record<MemberBenefits['grants'][number]['state'], string> = {
  held: '可用',
  'used-up': '已用完',
  ended: '已到期',
  revoked: '已收回',
};

/** What was bought, as the page of plans lists it. */
export const grantRow = (grant: MemberBenefits['grants'][number]) => ({
  grantId: grant.grantId,
  orderId: grant.orderId,
  title: grant.title,
  state: STATES[grant.state],
  held: grant.state === 'held',
  since: `${day(grant.grantedAt)} ${grant.orderId === null ? '赠送' : '购买'}`,
  rest: [
    ...(grant.passes > 0 ? [`解读券 ${grant.passesLeft} / ${grant.passes}`] : []),
    ...(grant.planUntil ? [`会员至 ${day(grant.planUntil)}`] : []),
  ].join(' · '),
  refundable: grant.refundableUntil ? `${day(grant.refundableUntil)} 前未使用可全额退款` : '',
});

export const offerRow = (offer: Offer) => ({ ...offer, words: offerWords(offer), priceText: yuan(offer.price) });
