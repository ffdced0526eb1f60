import { type CandidateRow, candidateRows, convertedText } from '../../lib/candidates';
import type { Chart } from '../../lib/current-subject';

/** Offers the charts that a birth near a boundary may mean. Tells by `choose` which was taken. */
Component({
  properties: {
    visible: { type: Boolean, value: false },
    chart: { type: Object, value: null as unknown as Chart },
  },
  data: { rows: [] as CandidateRow[], converted: '' },
  observers: {
    chart(chart: Chart | null) {
      if (chart) this.setData({ rows: candidateRows(chart), converted: convertedText(chart) });
    },
  },
  methods: {
    onVisible(event: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
      if (!event.detail.visible) this.onClose();
    },
    onClose() {
      this.triggerEvent('close');
    },
    onChoose(event: WechatMiniprogram.TouchEvent<object, object, { index: number }>) {
      this.triggerEvent('choose', { index: event.currentTarget.dataset.index });
    },
  },
});
