import { describe, expect, it } from 'vitest';
import { type OrderState, orderTransitions } from './transitions.js';

const moves = Object.values(orderTransitions);

function reachableFrom(start: OrderState): Set<OrderState> {
  const reached = new Set<OrderState>([start]);
  for (const state of reached) {
    for (const { from, to } of moves) if ((from as readonly OrderState[]).includes(state)) reached.add(to);
  }
  return reached;
}

describe('the moves of an order', () => {
  it('reach every state from the first one', () => {
    expect(reachableFrom('placing')).toEqual(
      new Set(['placing', 'rejected', 'awaiting-payment', 'paid', 'closed', 'refunding', 'refunded']),
    );
  });

  it('never lead back', () => {
    for (const { from, to } of moves) {
      for (const state of from) expect(reachableFrom(to)).not.toContain(state);
    }
  });

  it('never lead from money to an order without money', () => {
    expect(reachableFrom('paid')).not.toContain('closed');
    expect(reachableFrom('refunding')).toEqual(new Set(['refunding', 'refunded']));
  });
});
