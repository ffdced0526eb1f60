import { backupRun } from '../../shared/contracts/backup/run.js';
import { serveJob } from '../../shared/core/jobs/serve-job.js';
import { runBackups } from '../../shared/modules/backup/run-backups.js';

export const main = serveJob(backupRun, runBackups, { alone: true });
