import { describe, expect, it } from 'vitest';
import { ApiError } from '../api/api-error';
import { emptyView, Pager, type PagerView } from './pager';

const broken = new ApiError({ code: 'NETWORK', message: '网络不稳定，请稍后重试' });

/** A pager over scripted answers: a number is a page of that many items that has a next one, `-n` the last page. */
function scripted(...script: (number | ApiError)[]) {
  const asked: (string | undefined)[] = [];
  let view: PagerView<number> = emptyView();
  const pager = new Pager<number>(
    async (cursor) => {
      const step = script[asked.length] ?? -0;
      asked.push(cursor);
      if (step instanceof ApiError) throw step;
      return { items: Array.from({ length: Math.abs(step) }, (_, i) => i), nextCursor: step > 0 ? `c${step}` : null };
    },
    (next) => {
      view = next;
    },
  );
  return { pager, asked, view: () => view };
}

describe('Pager', () => {
  it('walks to the end and asks for nothing beyond', async () => {
    const { pager, asked, view } = scripted(2, -1);
    await pager.refresh();
    expect(view()).toMatchObject({ state: 'ready', tail: 'idle' });
    await pager.more();
    await pager.more();
    expect(asked).toEqual([undefined, 'c2']);
    expect(view()).toMatchObject({ items: [0, 1, 0], tail: 'end' });
  });

  it('fails as a whole only when there is nothing to show', async () => {
    const { pager, view } = scripted(broken, 2);
    expect(await pager.refresh()).toBe(broken);
    expect(view()).toMatchObject({ state: 'failed', failure: broken.message });
    await pager.refresh();
    expect(view()).toMatchObject({ state: 'ready', items: [0, 1] });
  });

  it('keeps the list and its end when a refresh fails', async () => {
    const { pager, asked, view } = scripted(-2, broken);
    await pager.refresh();
    expect(await pager.refresh()).toBe(broken);
    await pager.more();
    expect(view()).toMatchObject({ state: 'ready', tail: 'end', items: [0, 1] });
    expect(asked).toHaveLength(2);
  });

  it('tries the same page again after a failure', async () => {
    const { pager, asked, view } = scripted(1, broken, -1);
    await pager.refresh();
    await pager.more();
    expect(view().tail).toBe('failed');
    await pager.more();
    expect(asked).toEqual([undefined, 'c1', 'c1']);
    expect(view()).toMatchObject({ items: [0, 0], tail: 'end' });
  });

  it('drops a page that a refresh has overtaken', async () => {
    const { pager, view } = scripted(1, 3, -1);
    await pager.refresh();
    await Promise.all([pager.more(), pager.refresh()]);
    expect(view()).toMatchObject({ items: [0], tail: 'end' });
  });
});
