import { worker } from '../task/task.js';

export const backupWriteRun = worker({
  name: 'backup-write-run',
  title: '写入备份文件',
  budget: { roundTrips: 4000 },
  timeoutSeconds: 120,
});
