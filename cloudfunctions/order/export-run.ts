import { orderExportRun } from '../../shared/contracts/order/export-run.js';
import { serveTask } from '../../shared/core/tasks/serve-task.js';
import { orderExportWork } from '../../shared/modules/order/export-orders-work.js';

export const main = serveTask(orderExportRun, orderExportWork);
