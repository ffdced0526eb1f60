import { backupVerify } from '../../shared/contracts/backup/verify.js';
import { serve } from '../../shared/core/serve.js';
import { verifyBackup } from '../../shared/modules/backup/verify-backups.js';

export const main = serve(backupVerify, verifyBackup);
