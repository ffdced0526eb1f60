import { worker } from '../task/task.js';

export const backupVerifyRun = worker({
  name: 'backup-verify-run',
  title: '校验备份文件',
  budget: { roundTrips: 4000 },
  timeoutSeconds: 120,
});
