import { backupList } from '../../shared/contracts/backup/list.js';
import { serve } from '../../shared/core/serve.js';
import { listBackups } from '../../shared/modules/backup/list-backups.js';

export const main = serve(backupList, listBackups);
