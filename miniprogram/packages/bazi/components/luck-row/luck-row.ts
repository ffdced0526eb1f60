import type { LuckCell } from '../../lib/luck-view';

/** One level of the time line, scrolled sideways: the opened step stays in sight. */
Component({
  properties: {
    label: { type: String, value: '' },
    cells: { type: Array, value: [] as LuckCell[] },
    /** The step that is open; null when none is. */
    open: { type: null, value: null as number | null },
    loading: { type: Boolean, value: false },
  },
  data: { into: '', bones: [0, 1, 2, 3, 4, 5] },
  observers: {
    'cells, open'(cells: LuckCell[], open: number | null) {
      const index = cells.findIndex(({ at, isNow }) => (open === null ? isNow : at === open));
      // Two steps before it are seen as well.
      if (index !== -1) this.setData({ into: `step-${Math.max(0, index - 2)}` });
    },
  },
  methods: {
    onOpen(event: WechatMiniprogram.TouchEvent<object, object, { at: number }>) {
      this.triggerEvent('open', { at: event.currentTarget.dataset.at });
    },
  },
});
