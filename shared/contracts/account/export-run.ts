import { worker } from '../task/task.js';

export const accountExportRun = worker({
  name: 'account-export-run',
  title: '生成个人信息文件',
  budget: { roundTrips: 500 },
  timeoutSeconds: 60,
});
