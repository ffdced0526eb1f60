import * as z from 'zod';
import { contract } from '../contract.js';
import { TaskId } from '../task/task.js';
import { RequestId } from '../terms.js';

export const orderExport = contract({
  name: 'order-export',
  title: '导出订单',
  access: 'order.export',
  idempotent: 'derived',
  audited: ({ from, to }) => `orders/${from}..${to}`,
  /** Business days of the orders' creation, both included. */
  input: z
    .strictObject({ requestId: RequestId, from: z.iso.date(), to: z.iso.date() })
    .refine(({ from, to }) => from <= to, { path: ['to'], message: '不能早于 from' })
    .refine(({ from, to }) => Date.parse(to) - Date.parse(from) <= 366 * 86_400_000, {
      path: ['to'],
      message: '最多 366 天',
    }),
  /** `task-get` tells how far it is, and where the file is when it is done. */
  output: z.strictObject({ taskId: TaskId }),
  budget: { roundTrips: 12 },
});
