import type { OrderStatus } from '../../contracts/order/order.js';
import type { Instant } from '../../contracts/terms.js';
import { BYTE_ORDER_MARK, csvRow } from '../../core/csv.js';
import type { TaskWork } from '../../core/tasks/serve-task.js';
import { type TaskFiles, taskFiles } from '../../core/tasks/task-files.js';
import { beijingTime, startOfBusinessDay, startOfNextBusinessDay } from '../../core/time.js';
import { findPlacedBetween, type Order } from './orders.js';

interface Range {
  from: string;
  to: string;
}

interface Checkpoint {
  /** Files with the rows so far, in order. */
  parts: string[];
  cursor: string | null;
  rows: number;
}

/** Orders of one step. */
const STEP = 500;
/** Above this the file would not fit into the function's memory: a quarter of a million orders. */
const MOST_PARTS = 500;

const HEADINGS = [
  '订单号',
  '状态',
  '下单时间',
  '付款时间',
  '省份',
  '城市',
  '商品',
  '件数',
  '应付（元）',
  '退款（元）',
  '备注',
];

const STATUSES: Record<OrderStatus, string> = {
  'awaiting-payment': '待付款',
  paid: '已付款',
  closed: '已关闭',
  refunding: '退款中',
  refunded: '已退款',
};

/** Writes the orders of a range of days into a file, some hundred at a time. Names and telephone numbers stay out of it. */
export const orderExportWork: TaskWork<Range, Checkpoint> = {
  async step({ from, to }, checkpoint, { id }) {
    const { parts, cursor, rows } = checkpoint ?? { parts: [], cursor: null, rows: 0 };
    if (checkpoint && cursor === null)
      return { ...(await join(filesOf(id, { from, to }), parts, rows)), done: rows, message: '导出完成' };

    const page = await findPlacedBetween(startOfBusinessDay(from), startOfNextBusinessDay(to), STEP, cursor);
    const text = page.items.map(row).join('');
    if (parts.length === MOST_PARTS) throw new Error(`more than ${MOST_PARTS * STEP} orders do not fit into one file`);
    const written = await filesOf(id, { from, to }).append(parts, Buffer.from(text));
    const done = rows + page.items.length;
    return {
      checkpoint: { parts: written, cursor: page.nextCursor, rows: done },
      done,
      message: `已导出 ${done} 笔订单`,
    };
  },
  clear: (range, checkpoint, { id }) => filesOf(id, range).clear(checkpoint?.parts ?? []),
};

const filesOf = (id: string, { from, to }: Range) => taskFiles(id, `orders-${from}-${to}.csv`);

async function join(files: TaskFiles, parts: readonly string[], rows: number) {
  const heading = Buffer.from(BYTE_ORDER_MARK + csvRow(HEADINGS));
  const file = await files.finish(Buffer.concat([heading, ...(await files.readAll(parts))]));
  return { file, result: { orders: rows } };
}

function row({ _id, status, createdAt, paidAt, recipient, lines, amounts, refund, remark }: Order): string {
  return csvRow([
    _id,
    STATUSES[status as OrderStatus],
    beijingTime(createdAt),
    paidAt && beijingTime(paidAt as Instant),
    recipient?.province ?? '',
    recipient?.city ?? '',
    lines.map(({ title, quantity }) => `${title} × ${quantity}`).join('；'),
    lines.reduce((sum, { quantity }) => sum + quantity, 0),
    amounts.payable / 100,
    (refund?.amount ?? 0) / 100,
    remark,
  ]);
}
