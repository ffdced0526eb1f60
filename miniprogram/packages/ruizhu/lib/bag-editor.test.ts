import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError } from '../../../api/api-error';
import type { BagView, Cart } from './bag';
import { BagEditor, settleMs } from './bag-editor';

/** A server with two SKUs at 100 fen of which it never runs out. */
function bag() {
  const quantities = new Map([
    ['a', 1],
    ['b', 1],
  ]);
  const sent: [string, number][] = [];
  let broken = false;
  const cart = () => {
    const items = [...quantities].map(([skuId, quantity]) => ({
      skuId,
      quantity,
      unitPrice: 100,
      options: {},
      state: 'ok',
    }));
    const count = items.reduce((sum, { quantity }) => sum + quantity, 0);
    return { items, nextCursor: null, count, total: count * 100 } as unknown as Cart;
  };
  const server = {
    get: async () => cart(),
    set: async (skuId: string, quantity: number) => {
      sent.push([skuId, quantity]);
      if (broken) throw new ApiError({ code: 'NETWORK', message: '网络不稳定，请稍后重试' });
      if (quantity === 0) quantities.delete(skuId);
      else quantities.set(skuId, quantity);
      return cart();
    },
  };
  let view: BagView | undefined;
  const failures: string[] = [];
  const editor = new BagEditor(
    server,
    (next) => {
      view = next;
    },
    (error) => failures.push(error.code),
  );
  return { editor, sent, failures, view: () => view!, breakDown: () => (broken = true) };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('BagEditor', () => {
  it('shows a change at once and sends quick taps as one', async () => {
    const { editor, sent, view } = bag();
    await editor.load();
    for (const quantity of [2, 3, 4]) editor.change('a', quantity);
    expect(view().total).toBe(500);
    expect(sent).toEqual([]);
    await vi.advanceTimersByTimeAsync(settleMs);
    expect(sent).toEqual([['a', 4]]);
    expect(view().total).toBe(500);
  });

  it('flush leaves nothing unsent', async () => {
    const { editor, sent, view } = bag();
    await editor.load();
    editor.change('a', 0);
    editor.change('b', 7);
    await editor.flush();
    expect(sent).toEqual([
      ['a', 0],
      ['b', 7],
    ]);
    expect(view()).toMatchObject({ count: 7, total: 700 });
  });

  it('does not show an answer that a later change has overtaken', async () => {
    const { editor, view } = bag();
    await editor.load();
    editor.change('a', 2);
    const flushed = editor.flush();
    editor.change('a', 9);
    expect(view().count).toBe(10);
    await flushed;
    expect(view().count).toBe(10);
  });

  it('says that a change failed and shows the bag as the server has it', async () => {
    const { editor, failures, view, breakDown } = bag();
    await editor.load();
    breakDown();
    editor.change('a', 5);
    await editor.flush();
    expect(failures).toEqual(['NETWORK']);
    expect(view().count).toBe(2);
  });
});
