import type { Output, Parsed } from '../../contracts/contract.js';
import type { orderExport } from '../../contracts/order/export.js';
import { orderExportRun } from '../../contracts/order/export-run.js';
import { startTask } from '../../core/tasks/start-task.js';

/** Starts the export of all orders that were made from one business day to another, as a CSV file. */
export async function exportOrders({ from, to }: Parsed<typeof orderExport>): Promise<Output<typeof orderExport>> {
  return { taskId: await startTask(orderExportRun, `导出订单 ${from} 至 ${to}`, { from, to }) };
}
