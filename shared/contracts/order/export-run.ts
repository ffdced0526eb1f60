import { worker } from '../task/task.js';

export const orderExportRun = worker({
  name: 'order-export-run',
  title: '生成订单导出文件',
  budget: { roundTrips: 2000 },
  timeoutSeconds: 60,
});
