import { expect, it } from 'vitest';
import { benefitsView, type Entry, entryRow, grantRow, type MemberBenefits, offerWords } from './benefits-view';

const benefits: MemberBenefits = {
  free: { perDay: 3, left: 2 },
  passes: { left: 0, nextEnds: null },
  plan: null,
  grants: [],
};

it('shows what is left today, and what was paid for until when', () => {
  expect(benefitsView(benefits)).toMatchObject({
    figures: [
      { name: '今日免费', left: 2, of: '/ 3' },
      { name: '解读券', left: 0 },
      { name: '会员', of: '未开通' },
    ],
    notes: [],
    held: false,
  });
  const until = '2026-12-21T15:59:59Z' as never;
  const plan = { title: '月度会员', perDay: 5, left: 4, startedAt: until, until };
  expect(benefitsView({ ...benefits, plan, passes: { left: 9, nextEnds: until } })).toMatchObject({
    figures: [{}, { left: 9 }, { name: '会员今日', left: 4, of: '/ 5' }],
    notes: ['月度会员至 2026-12-21', '最早一批解读券 2026-12-21 到期'],
    held: true,
  });
});

it('says what an offer grants', () => {
  const offer = { title: '', subtitle: '', price: 0 as never };
  expect(offerWords({ ...offer, passes: 10, passDays: 365, planDays: 0, planPerDay: 0 })).toBe(
    '解读券 10 张，365 天内有效',
  );
  expect(offerWords({ ...offer, passes: 1, passDays: null, planDays: 30, planPerDay: 5 })).toBe(
    '解读券 1 张，长期有效；30 天会员，每天 5 次',
  );
});

it('writes a movement with its sign and what is left', () => {
  const entry = {
    number: 2,
    at: '2026-11-21T12:00:00Z',
    count: 1,
    title: '事业',
    orderId: null,
    useId: null,
    until: null,
  };
  const row = (over: object) => entryRow({ ...entry, ...over } as unknown as Entry);
  expect(row({ kind: 'taken', of: 'pass', left: 9 })).toMatchObject({
    ...{ amount: '−1', what: '使用解读券', when: '2026-11-21 20:00', left: '余 9', gain: false },
  });
  expect(row({ kind: 'returned', of: 'free', left: null })).toMatchObject({
    amount: '+1',
    what: '退回免费次数',
    left: '',
  });
});

it('offers a refund as long as there is one', () => {
  const grant = {
    ...{
      grantId: 'ord_1',
      orderId: 'ord_1',
      title: '十次解读',
      passes: 10,
      passesLeft: 10,
      passesUntil: null,
      planDays: 0,
    },
    ...{ planFrom: null, planUntil: null, state: 'held', grantedAt: '2026-11-21T00:00:00Z', refundableUntil: null },
  } as unknown as MemberBenefits['grants'][number];
  expect(grantRow(grant)).toMatchObject({ rest: '解读券 10 / 10', refundable: '', held: true });
  expect(grantRow(grant).since).toBe('2026-11-21 购买');
  expect(grantRow({ ...grant, orderId: null }).since).toBe('2026-11-21 赠送');
  const refundableUntil = '2026-11-28T00:00:00Z' as never;
  expect(grantRow({ ...grant, refundableUntil }).refundable).toBe('2026-11-28 前未使用可全额退款');
});
