import { backupWriteRun } from '../../shared/contracts/backup/write-run.js';
import { serveTask } from '../../shared/core/tasks/serve-task.js';
import { backupWork } from '../../shared/modules/backup/write-backup.js';

export const main = serveTask(backupWriteRun, backupWork, { atOnce: 1, reserve: 30_000 });
