import { type BoardColumn, boardOf } from '../../lib/board';
import type { Chart } from '../../lib/current-subject';

/** The four pillars with all that stands in their columns. */
Component({
  properties: {
    chart: { type: Object, value: null as unknown as Chart },
  },
  data: { columns: [] as BoardColumn[] },
  observers: {
    chart(chart: Chart | null) {
      if (chart) this.setData({ columns: boardOf(chart) });
    },
  },
});
