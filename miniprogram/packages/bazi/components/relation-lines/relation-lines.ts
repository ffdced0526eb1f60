import { type BoardColumn, boardOf } from '../../lib/board';
import type { Chart } from '../../lib/current-subject';
import { type RelationLine, relationLines } from '../../lib/relation-lines';

/** Combinations, clashes, punishments, harms and breaks, drawn as brackets: those of stems above, those of branches below. */
Component({
  properties: {
    chart: { type: Object, value: null as unknown as Chart },
  },
  data: { columns: [] as BoardColumn[], stems: [] as RelationLine[], branches: [] as RelationLine[] },
  observers: {
    chart(chart: Chart | null) {
      if (chart) this.setData({ columns: boardOf(chart), ...relationLines(chart) });
    },
  },
});
