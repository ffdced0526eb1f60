import { backupVerifyRun } from '../../shared/contracts/backup/verify-run.js';
import { serveTask } from '../../shared/core/tasks/serve-task.js';
import { verifyWork } from '../../shared/modules/backup/verify-backups.js';

export const main = serveTask(backupVerifyRun, verifyWork, { atOnce: 1, reserve: 30_000 });
