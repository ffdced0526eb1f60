import type { OrderSummary } from '../../lib/order-status';
import { optionsText } from '../../lib/sku-selection';

type Line = OrderSummary['lines'][number];

/** What was or is to be ordered, line by line, at the prices of that moment. */
Component({
  properties: {
    lines: { type: Array, value: [] as Line[] },
    /** SKU id → what has to be said about that line, for example that too few are left. */
    remarks: { type: Object, value: {} as Record<string, string> },
  },
  data: { rows: [] as (Line & { chosen: string; remark: string })[] },
  observers: {
    'lines, remarks'(lines: Line[], remarks: Record<string, string>) {
      const rows = lines.map((line) => ({
        ...line,
        chosen: optionsText(line.options),
        remark: remarks[line.skuId] ?? '',
      }));
      this.setData({ rows });
    },
  },
});
