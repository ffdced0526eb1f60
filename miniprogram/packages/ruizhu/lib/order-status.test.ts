import { describe, expect, it } from 'vitest';
import { OrderStatus } from '../../../../shared/contracts/order/order.js';
import { type OrderDetail, orderFacts, statusName, statusSentence } from './order-status';

const order = (changes: Partial<Record<keyof OrderDetail, unknown>>) =>
  ({
    status: 'paid',
    createdAt: '2026-11-21T02:00:00.000Z',
    paidAt: null,
    closedAt: null,
    closeReason: null,
    refundedAt: null,
    refund: 0,
    remark: '',
    ...changes,
  }) as OrderDetail;

describe('the words for an order', () => {
  it('name every status that the contract knows', () => {
    expect(Object.keys(statusName).sort()).toEqual([...OrderStatus.options].sort());
    for (const status of OrderStatus.options) expect(statusSentence(order({ status }))).not.toBe('');
  });

  it('say why it was closed, and how much comes back', () => {
    expect(statusSentence(order({ status: 'closed', closeReason: '超时未支付' }))).toContain('超时未支付');
    expect(statusSentence(order({ status: 'refunding', refund: 12850 }))).toContain('¥128.50');
  });

  it('tell only what has happened, in Beijing time', () => {
    expect(orderFacts(order({}))).toEqual([{ name: '下单时间', value: '2026-11-21 10:00' }]);
    const names = orderFacts(
      order({
        paidAt: '2026-11-21T02:01:00.000Z',
        refundedAt: '2026-11-21T03:00:00.000Z',
        refund: 100,
        remark: '请包好',
      }),
    ).map(({ name }) => name);
    expect(names).toEqual(['下单时间', '支付时间', '退款时间', '退款金额', '备注']);
  });
});
