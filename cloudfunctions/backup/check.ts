import { backupCheck } from '../../shared/contracts/backup/check.js';
import { serveJob } from '../../shared/core/jobs/serve-job.js';
import { checkBackups } from '../../shared/modules/backup/check-backups.js';

export const main = serveJob(backupCheck, checkBackups);
