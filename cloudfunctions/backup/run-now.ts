import { backupRunNow } from '../../shared/contracts/backup/run-now.js';
import { serve } from '../../shared/core/serve.js';
import { runBackupNow } from '../../shared/modules/backup/run-backups.js';

export const main = serve(backupRunNow, runBackupNow);
